//! The picture as a file or in the clipboard. Not for the window's thread.

use std::{path::Path, sync::Arc};

use egui::ColorImage;
use resvg::{tiny_skia, usvg};

/// What a picture is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Svg,
    Png,
}

impl Format {
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// Pixels for a point.
const SCALE: f32 = 2.0;
/// The longest side of a picture made of pixels.
const MOST: f32 = 16_000.0;
/// And the most pixels, 256 MiB of them.
const MOST_PIXELS: f32 = 64.0e6;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0}")]
    Svg(#[from] usvg::Error),
    #[error("the picture has no size")]
    Empty,
    #[error("{0}")]
    Png(String),
    #[error(transparent)]
    File(#[from] crate::document::SaveError),
}

/// Draws an SVG picture with two pixels to a point, fewer if it would be too large.
///
/// # Errors
/// When it is no picture.
pub fn pixels(svg: &str) -> Result<tiny_skia::Pixmap, Error> {
    let mut fonts = usvg::fontdb::Database::new();
    for font in crate::console::theme::FONTS {
        fonts.load_font_data(font.to_vec());
    }
    // whatever else a document names, these are there
    fonts.set_sans_serif_family("Inter");
    let options = usvg::Options { fontdb: Arc::new(fonts), font_family: "Inter".to_owned(), ..Default::default() };
    let tree = usvg::Tree::from_str(svg, &options)?;
    let size = tree.size();
    let longest = size.width().max(size.height());
    let scale = SCALE.min(MOST / longest).min((MOST_PIXELS / (size.width() * size.height())).sqrt());
    let (width, height) = ((size.width() * scale).ceil() as u32, (size.height() * scale).ceil() as u32);
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or(Error::Empty)?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels)
}

/// Writes a picture to a file; what was there before stays if that fails.
///
/// # Errors
/// When the picture cannot be drawn or the file cannot be written.
pub fn save(svg: &str, format: Format, path: &Path) -> Result<(), Error> {
    let bytes = match format {
        Format::Svg => svg.as_bytes().to_vec(),
        Format::Png => pixels(svg)?.encode_png().map_err(|error| Error::Png(error.to_string()))?,
    };
    Ok(crate::document::write_file(path, &bytes)?)
}

/// For the clipboard.
///
/// # Errors
/// When the picture cannot be drawn.
pub fn image(svg: &str) -> Result<ColorImage, Error> {
    let pixels = pixels(svg)?;
    let size = [pixels.width() as usize, pixels.height() as usize];
    Ok(ColorImage::from_rgba_premultiplied(size, pixels.data()))
}
