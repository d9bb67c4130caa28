/** Whether an error says that a file or folder is not there: that it cannot be read is another thing. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** For `catch`: what stands for a file or folder that is not there. Any other error stays one. */
export const ifAbsent =
  <T>(otherwise: T) =>
  (error: unknown): T => {
    if (isAbsent(error)) return otherwise;
    throw error;
  };
