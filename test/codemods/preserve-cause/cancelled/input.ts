export async function read(url: string, controller: AbortController) {
  try {
    return await client.read(url);
  } catch (error: any) {
    if (error.name === "AbortError") {
      throw new Error("the client took too long");
    }
    if (controller.signal.aborted) throw new Error("the client was told to stop");
    throw error.name !== "AbortError" ? new Error("could not read from the client") : error;
  }
}
