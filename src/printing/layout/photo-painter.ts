import type { LayoutPhoto } from '../layout-template.js';
import type { Area, Pen } from './pen.js';
import type { Picture } from './picture.js';

/** Prepares a photo: a function that puts a picture of any shape into its place. @internal */
export function photoPainter(
  { fit = 'cover' }: LayoutPhoto,
  area: Area,
  resource: string,
  pen: Pen,
): (picture: Picture) => string {
  const write = pen.picture(area, resource);
  return (picture) => {
    const scales = [area.width / picture.width, area.height / picture.height] as const;
    const scale = fit === 'cover' ? Math.max(...scales) : Math.min(...scales);
    const [width, height] = [picture.width * scale, picture.height * scale];
    return write(picture, {
      left: area.left + (area.width - width) / 2,
      bottom: area.bottom + (area.height - height) / 2,
      width,
      height,
    });
  };
}
