export const NO_OWNERS = "could not fetch the owners";
const NO_ROWS = "could not read the rows";

export async function fetchOwners(filter: string) {
  try {
    return await client.fetch(filter);
  } catch (error) {
    throw new Error(NO_OWNERS);
  }
}

export async function readRows(filter: string) {
  try {
    return await client.read(filter);
  } catch (error) {
    throw new Error(NO_ROWS);
  }
}
