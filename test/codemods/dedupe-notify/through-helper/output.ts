export async function load(id: string) {
  try {
    return await read(id);
  } catch (error) {
    throw error;
  }
}
