//! Which part of the picture is seen, and how large.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::layout::LARGEST;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Points on the screen for a point of the picture.
    pub zoom: f32,
    /// What of the picture is in the upper left corner.
    pub corner: Pos2,
}

impl Default for Camera {
    fn default() -> Self {
        Self { zoom: 1.0, corner: Pos2::ZERO }
    }
}

impl Camera {
    pub const LEAST: f32 = 0.04;
    pub const MOST: f32 = 3.0;
    /// What a key or a button zooms by.
    pub const STEP: f32 = 1.25;

    #[must_use]
    pub fn to_screen(&self, area: Rect, at: Pos2) -> Pos2 {
        area.min + (at - self.corner) * self.zoom
    }

    #[must_use]
    pub fn rect_to_screen(&self, area: Rect, rect: Rect) -> Rect {
        Rect::from_min_max(self.to_screen(area, rect.min), self.to_screen(area, rect.max))
    }

    #[must_use]
    pub fn to_picture(&self, area: Rect, at: Pos2) -> Pos2 {
        self.corner + (at - area.min) / self.zoom
    }

    /// What of the picture is seen.
    #[must_use]
    pub fn seen(&self, area: Rect) -> Rect {
        Rect::from_min_size(self.corner, area.size() / self.zoom)
    }

    /// What is under `at` stays there.
    pub fn zoom_at(&mut self, area: Rect, at: Pos2, factor: f32) {
        let under = self.to_picture(area, at);
        self.zoom = (self.zoom * factor).clamp(Self::LEAST, Self::MOST);
        self.corner = under - (at - area.min) / self.zoom;
    }

    /// Moves by a distance on the screen.
    pub fn pan(&mut self, by: Vec2) {
        self.corner -= by / self.zoom;
    }

    /// All of it, in the middle; larger than it is only as long as that looks well.
    pub fn fit(&mut self, area: Rect, bounds: Rect) {
        if !bounds.is_positive() || !area.is_positive() {
            return;
        }
        let scale = area.size() / bounds.size();
        self.zoom = scale.x.min(scale.y).clamp(Self::LEAST, LARGEST);
        self.corner = bounds.center() - area.size() / self.zoom / 2.0;
    }

    /// As wide as the area, from the top: what is legible of a high picture. What runs `down` grows
    /// sideways: it is as high as the area, from its left.
    pub fn fit_along(&mut self, area: Rect, bounds: Rect, down: bool) {
        self.fit(area, bounds);
        let scale = area.size() / bounds.size();
        let along = if down { scale.y } else { scale.x }.clamp(Self::LEAST, 1.0);
        if along > self.zoom {
            self.zoom = along;
            let middle = bounds.center() - area.size() / self.zoom / 2.0;
            self.corner = if down { pos2(bounds.left(), middle.y) } else { pos2(middle.x, bounds.top()) };
        }
    }

    /// From its beginning at 100 %, in the middle of what has room for more.
    pub fn fit_part(&mut self, area: Rect, bounds: Rect) {
        self.fit(area, bounds);
        self.zoom = 1.0;
        let begin =
            |low: f32, high: f32, room: f32| if high - low < room { low.midpoint(high) - room / 2.0 } else { low };
        self.corner = pos2(
            begin(bounds.left(), bounds.right(), area.width()),
            begin(bounds.top(), bounds.bottom(), area.height()),
        );
    }

    /// Moves as little as possible so that `rect` is seen.
    pub fn bring_into_view(&mut self, area: Rect, rect: Rect) {
        let seen = self.seen(area).shrink(12.0 / self.zoom);
        let by = |low: f32, high: f32, from: f32, to: f32| {
            if low < from || high - low > to - from {
                low - from
            } else if high > to {
                high - to
            } else {
                0.0
            }
        };
        self.corner += vec2(
            by(rect.left(), rect.right(), seen.left(), seen.right()),
            by(rect.top(), rect.bottom(), seen.top(), seen.bottom()),
        );
    }

    /// Something of the picture stays in sight.
    pub fn keep(&mut self, area: Rect, bounds: Rect) {
        if !bounds.is_positive() {
            return;
        }
        let size = area.size() / self.zoom;
        let edge = vec2(60.0, 60.0) / self.zoom;
        let (low, high) = (bounds.min - size + edge, bounds.max - edge);
        self.corner = pos2(
            self.corner.x.clamp(low.x.min(high.x), high.x.max(low.x)),
            self.corner.y.clamp(low.y.min(high.y), high.y.max(low.y)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area() -> Rect {
        Rect::from_min_size(pos2(10.0, 20.0), vec2(400.0, 300.0))
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let mut camera = Camera { zoom: 0.8, corner: pos2(-30.0, 12.0) };
        let pointer = pos2(170.0, 90.0);
        let under = camera.to_picture(area(), pointer);
        camera.zoom_at(area(), pointer, 1.7);
        assert!((camera.to_screen(area(), under) - pointer).length() < 0.01);
    }

    #[test]
    fn all_of_it_fits() {
        let mut camera = Camera::default();
        let bounds = Rect::from_min_size(pos2(-50.0, -500.0), vec2(1000.0, 3000.0));
        camera.fit(area(), bounds);
        let on_screen = camera.rect_to_screen(area(), bounds);
        assert!(area().expand(0.5).contains_rect(on_screen), "{on_screen}");
    }

    #[test]
    fn what_is_chosen_comes_into_view_and_what_is_seen_stays() {
        let mut camera = Camera::default();
        let far = Rect::from_min_size(pos2(900.0, -700.0), vec2(100.0, 40.0));
        camera.bring_into_view(area(), far);
        assert!(camera.seen(area()).contains_rect(far));
        let before = camera;
        camera.bring_into_view(area(), far);
        assert_eq!(camera, before);
    }
}
