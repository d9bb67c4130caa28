import { EXIT, UnreadableError } from "../../data/records/index.ts";
import { greyOf, type Picture } from "./picture.ts";

/** What decodes and draws pictures; an optional dependency, since there are platforms without it. */
export const canvas = (): Promise<typeof import("@napi-rs/canvas")> =>
  import("@napi-rs/canvas").catch((cause: unknown) => {
    throw new UnreadableError("needs_ocr", "it needs OCR, and @napi-rs/canvas, which decodes it, is not installed", {
      cause,
      exitCode: EXIT.environmentLacks,
    });
  });

/** A picture of any format that browsers show. */
export async function decoded(bytes: Uint8Array): Promise<Picture> {
  const { createCanvas, loadImage } = await canvas();
  const image = await loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw new UnreadableError("truncated", "the picture is damaged and cannot be decoded: fetch it again", { cause });
  });
  const { width, height } = image;
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  return greyOf(context.getImageData(0, 0, width, height).data, width, height);
}
