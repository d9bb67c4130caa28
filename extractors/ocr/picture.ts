/** A grey picture, a byte a pixel, 0 black to 255 white, row by row. */
export type Picture = { width: number; height: number; data: Uint8Array };

/** A box of whole pixels; x1 and y1 are outside. */
export type PixelBox = { x0: number; y0: number; x1: number; y1: number };

/** Larger pictures are not read: no page of a report has so many pixels, a bomb has. */
export const MOST_PIXELS = 50_000_000;

/** What a page's longer side is drawn at, where it has to be drawn first: A4 at 300 dots per inch. */
export const LONGER_SIDE = 3508;

export const WHITE = 255;
/** White around a line of text, without which its first and last characters are misread. */
export const MARGIN = 12;

export const blankPicture = (width: number, height: number): Picture => ({
  width,
  height,
  data: new Uint8Array(width * height).fill(WHITE),
});

/** The picture from pixels of red, green, blue and opacity, on white paper. */
export function greyOf(pixels: Uint8ClampedArray, width: number, height: number): Picture {
  const data = new Uint8Array(width * height);
  for (let i = 0, p = 0; i < data.length; i += 1, p += 4) {
    const opacity = pixels[p + 3] ?? 0;
    const grey = (77 * (pixels[p] ?? 0) + 151 * (pixels[p + 1] ?? 0) + 28 * (pixels[p + 2] ?? 0)) >> 8;
    data[i] = opacity === 255 ? grey : WHITE - (((WHITE - grey) * opacity) >> 8);
  }
  return { width, height, data };
}

/** The picture turned clockwise by `turns` quarters. */
export function quarterTurned(picture: Picture, turns: number): Picture {
  if (turns % 4 === 0) return picture;
  const { width, height, data } = picture;
  const out = blankPicture(height, width);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) out.data[x * height + (height - 1 - y)] = data[y * width + x] ?? WHITE;
  return quarterTurned(out, turns - 1);
}

/** The part of the picture in a box. */
export function cut({ width, data }: Picture, box: PixelBox): Picture {
  const out = blankPicture(box.x1 - box.x0, box.y1 - box.y0);
  for (let y = box.y0; y < box.y1; y += 1)
    out.data.set(data.subarray(y * width + box.x0, y * width + box.x1), (y - box.y0) * out.width);
  return out;
}

/** Puts a picture on another, its top left corner at x and y. */
export function paste(part: Picture, whole: Picture, x: number, y: number): void {
  for (let row = 0; row < part.height; row += 1)
    whole.data.set(part.data.subarray(row * part.width, (row + 1) * part.width), (y + row) * whole.width + x);
}

/** How a picture is laid on another: enlarged by `scale`, then turned about its centre by `slope` (its rise over its run). */
type Laying = { scale: number; slope: number };

/** The picture laid anew, interpolated; one that gets much smaller is halved first, so that no pixel is lost between. */
export function laid(picture: Picture, { scale, slope }: Laying): Picture {
  if (scale < 0.6) return laid(halved(picture), { scale: scale * 2, slope });
  const { width, height, data } = picture;
  const out = blankPicture(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const length = Math.hypot(1, slope) * scale;
  const [cos, sin] = [1 / length, slope / length];
  const [cx, cy] = [width / 2, height / 2];
  for (let y = 0; y < out.height; y += 1) {
    const dy = y + 0.5 - out.height / 2;
    for (let x = 0; x < out.width; x += 1) {
      const dx = x + 0.5 - out.width / 2;
      const sx = cx + dx * cos - dy * sin - 0.5;
      const sy = cy + dx * sin + dy * cos - 0.5;
      const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
      if (ix < 0 || iy < 0 || ix >= width - 1 || iy >= height - 1) continue;
      const [fx, fy] = [sx - ix, sy - iy];
      const at = iy * width + ix;
      const above = (data[at] ?? WHITE) * (1 - fx) + (data[at + 1] ?? WHITE) * fx;
      const below = (data[at + width] ?? WHITE) * (1 - fx) + (data[at + width + 1] ?? WHITE) * fx;
      out.data[y * out.width + x] = above * (1 - fy) + below * fy + 0.5;
    }
  }
  return out;
}

function halved({ width, height, data }: Picture): Picture {
  const out = blankPicture(Math.max(1, width >> 1), Math.max(1, height >> 1));
  for (let y = 0; y < out.height; y += 1)
    for (let x = 0; x < out.width; x += 1) {
      const at = 2 * y * width + 2 * x;
      out.data[y * out.width + x] =
        ((data[at] ?? WHITE) +
          (data[at + 1] ?? WHITE) +
          (data[at + width] ?? WHITE) +
          (data[at + width + 1] ?? WHITE)) >>
        2;
    }
  return out;
}
