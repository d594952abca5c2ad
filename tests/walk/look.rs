//! What was painted in the last pass: every text with the place where it is seen, and what lies
//! over it.

use std::sync::Arc;

use egui::{Color32, Galley, Rect, Shape, epaint::ClippedShape, pos2};

use crate::driver::Window;

/// A text as it was painted.
pub struct Painted {
    pub text: String,
    /// Around its ink, the place of each of its lines.
    pub lines: Vec<Rect>,
    /// What may be seen of it.
    pub clip: Rect,
    /// It ends with an ellipsis for want of room.
    pub elided: bool,
    /// A word of letters that is broken between two lines.
    pub broken: Option<String>,
    order: usize,
}

impl Painted {
    pub fn rect(&self) -> Rect {
        self.lines.iter().fold(Rect::NOTHING, |all, line| all | *line)
    }

    /// Whether all of it is seen.
    pub fn is_whole(&self) -> bool {
        self.clip.expand(SLACK).contains_rect(self.rect())
    }
}

/// Of the ink of a letter, which may stand out a little.
const SLACK: f32 = 1.5;

/// Something opaque that was painted over what came before.
struct Cover {
    rect: Rect,
    order: usize,
}

/// The picture of a pass.
pub struct Look {
    pub texts: Vec<Painted>,
    covers: Vec<Cover>,
    /// The frames that were painted with a line and without a fill.
    pub frames: Vec<(Rect, Color32, Rect)>,
}

impl Look {
    pub fn at(window: &Window) -> Self {
        let mut look = Self { texts: Vec::new(), covers: Vec::new(), frames: Vec::new() };
        for (order, ClippedShape { clip_rect, shape, .. }) in window.harness.output().shapes.iter().enumerate() {
            look.add(shape, *clip_rect, order);
        }
        // what something opaque was painted over is not seen
        let covers = std::mem::take(&mut look.covers);
        look.texts.retain(|text| {
            let seen = text.rect().intersect(text.clip);
            !covers.iter().any(|cover| cover.order > text.order && cover.rect.contains_rect(seen))
        });
        look.covers = covers;
        look
    }

    fn add(&mut self, shape: &Shape, clip: Rect, order: usize) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.add(shape, clip, order)),
            Shape::Rect(rect) => {
                let seen = rect.rect.intersect(clip);
                if rect.fill.a() == 255 && seen.is_positive() {
                    self.covers.push(Cover { rect: seen.expand(0.5), order });
                }
                if rect.stroke.width > 0.0 && rect.fill == Color32::TRANSPARENT {
                    self.frames.push((rect.rect, rect.stroke.color, clip));
                }
            }
            Shape::Text(text) if text.opacity_factor > 0.0 => {
                let lines: Vec<Rect> = text
                    .galley
                    .rows
                    .iter()
                    .filter(|row| row.visuals.mesh_bounds.is_positive())
                    .map(|row| row.visuals.mesh_bounds.translate(text.pos.to_vec2() + row.pos.to_vec2()))
                    .collect();
                let ink = lines.iter().fold(Rect::NOTHING, |all, line| all | *line);
                if ink.is_positive() && clip.is_positive() && ink.intersects(clip) {
                    self.texts.push(Painted {
                        text: text.galley.job.text.clone(),
                        lines,
                        clip,
                        elided: text.galley.elided,
                        broken: broken_word(&text.galley),
                        order,
                    });
                }
            }
            _ => {}
        }
    }

    /// Pairs of texts that are painted over one another.
    pub fn overlaps(&self) -> Vec<(&Painted, &Painted)> {
        let mut found = Vec::new();
        for (index, above) in self.texts.iter().enumerate() {
            for below in &self.texts[..index] {
                let crossing = |a: &Rect, b: &Rect| {
                    let both = a.intersect(above.clip).intersect(b.intersect(below.clip)).shrink(SLACK);
                    both.is_positive().then_some(both)
                };
                let both = above.lines.iter().find_map(|a| below.lines.iter().find_map(|b| crossing(a, b)));
                let Some(both) = both else { continue };
                let between = |cover: &Cover| (below.order..=above.order).contains(&cover.order);
                if !self.covers.iter().any(|cover| between(cover) && cover.rect.contains_rect(both)) {
                    found.push((below, above));
                }
            }
        }
        found
    }
}

/// The first word that goes on in the next line without a hyphen. Addresses and names made of
/// several parts may break anywhere.
fn broken_word(galley: &Arc<Galley>) -> Option<String> {
    galley.rows.windows(2).find_map(|rows| {
        if rows[0].ends_with_newline {
            return None;
        }
        let before: String =
            rows[0].glyphs.iter().rev().map(|glyph| glyph.chr).take_while(|it| is_of_a_word(*it)).collect();
        let after: String = rows[1].glyphs.iter().map(|glyph| glyph.chr).take_while(|it| is_of_a_word(*it)).collect();
        let before: String = before.chars().rev().collect();
        let word = format!("{before}{after}");
        let plain = word.chars().all(char::is_alphabetic) && word.chars().skip(1).all(char::is_lowercase);
        (!before.is_empty() && !after.is_empty() && plain).then_some(word)
    })
}

fn is_of_a_word(it: char) -> bool {
    !it.is_whitespace() && it != '-' && it != '…'
}

/// The window's own rectangle.
pub fn screen(window: &Window) -> Rect {
    Rect::from_min_size(pos2(0.0, 0.0), window.harness.ctx.content_rect().size())
}
