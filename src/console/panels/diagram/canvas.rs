//! The picture itself: drawn, moved, pointed at.

use egui::{CursorIcon, Popup, Pos2, Rect, Role, Sense, Ui, WidgetInfo, accesskit::Action, vec2};

use super::{DiagramPanel, Fit, Format, ID, Picture};
use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        diagram::{
            Key,
            camera::Camera,
            draw::{Detail, letters, token, unfold_button},
            paint::paint,
            piece::Piece,
        },
        kit,
        panels::menu,
        theme::{self, Palette},
    },
    words::Sentence,
};

/// An area that changes by less than that part of itself keeps the style of its picture: an edge that
/// is dragged, or the sentence of a step.
const LITTLE: f32 = 0.35;

impl DiagramPanel {
    pub(super) fn canvas(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, focus: bool) {
        let (area, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let id = egui::Id::unique(ID);
        let whole = ui.interact(area, id, Sense::focusable_noninteractive());
        whole.widget_info(|| {
            let sentence = Sentence::new("diagram-spoken")
                .with("ports", self.scene.graph.ports)
                .with("selected", env.selection.len());
            WidgetInfo::labeled(Role::GraphicsDocument, true, cx.say(&sentence))
        });
        if std::mem::take(&mut self.take_focus) || focus {
            whole.request_focus();
        }
        if whole.has_focus() {
            self.keys(ui, cx, env, id);
        }
        let canvas = ui.interact(area, id.with("canvas"), Sense::CLICK | Sense::DRAG);
        self.move_camera(ui, area, &canvas);
        let palette = Palette::of_ui(ui);
        let painter = ui.painter_at(area);
        painter.rect_filled(area, 4.0, palette.background);
        painter.rect_stroke(area, 4.0, egui::Stroke::new(1.0, palette.line), egui::StrokeKind::Inside);
        let seen = self.camera.seen(area);
        let mut pieces: Vec<Piece> = Vec::new();
        let draw = self.draw(cx, palette, self.camera.zoom, seen);
        let near = seen.expand(40.0);
        self.lines(&draw, &mut pieces, &|route: &[Pos2]| Rect::from_points(route).expand(12.0).intersects(near));
        let visible: Vec<usize> =
            (0..self.scene.layout.boxes.len()).filter(|at| self.scene.layout.boxes[*at].intersects(near)).collect();
        let cursor = self.cursor.as_ref().and_then(|key| self.scene.graph.find(key));
        for at in &visible {
            let mut emphasis = self.emphasis(*at, true);
            emphasis.cursor = whole.has_focus() && cursor == Some(*at);
            draw.node(&mut pieces, *at, emphasis);
        }
        for at in &visible {
            draw.outcomes(&mut pieces, &self.marks, *at, self.step);
        }
        self.hops(&draw, &mut pieces, &|hop| hop.to.is_none());
        paint(&painter, &self.camera, area, &pieces);
        if canvas.clicked() {
            whole.request_focus();
        }
        if canvas.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        }
        canvas.context_menu(|ui| {
            menu::commands(ui, cx, env, &[Command::FitDiagram]);
            ui.separator();
            let pictures = [Picture::File(Format::Svg), Picture::File(Format::Png), Picture::Clipboard];
            menu::commands(ui, cx, env, &pictures.map(Command::Picture));
        });
        self.point(ui, cx, env, area, id, &visible, cursor);
    }

    /// Fits, zooms and moves, by what was asked for and by the pointer.
    fn move_camera(&mut self, ui: &Ui, area: Rect, canvas: &egui::Response) {
        // what nobody has moved by hand still fits when the area becomes another
        let mut a_little = false;
        if let (Fit::No, Some((before, fit))) = (self.fit, self.fitted)
            && before != area.size()
        {
            self.fit = fit;
            let by = (area.size() - before).abs() / before;
            a_little = by.max_elem() < LITTLE;
        }
        if self.made_from.is_some() && self.fit != Fit::No && area.is_positive() {
            let fit = std::mem::take(&mut self.fit);
            self.fitted = Some((area.size(), fit));
            let (style, whole) = self.scene.fitting(area.size(), self.wanted, a_little);
            self.show_style(style);
            let bounds = self.scene.layout.bounds;
            if whole || fit == Fit::All {
                self.camera.fit(area, bounds);
            } else if style.big {
                self.camera.fit_part(area, bounds);
                self.reveal = true;
            } else {
                self.camera.fit_along(area, bounds, style.down);
            }
        }
        let bounds = self.scene.layout.bounds;
        let by = std::mem::replace(&mut self.zoom_by, 1.0);
        if (by - 1.0).abs() > f32::EPSILON {
            self.camera.zoom_at(area, area.center(), by);
            self.fitted = None;
        }
        if canvas.dragged() {
            self.camera.pan(canvas.drag_delta());
            self.fitted = None;
        }
        let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|at| area.contains(*at));
        let on_top = pointer.is_some_and(|at| ui.ctx().layer_id_at(at) == Some(ui.layer_id()));
        if let (Some(pointer), true) = (pointer, on_top) {
            let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
            // a wheel zooms; two fingers sideways move
            let factor = zoom * (scroll.y / 300.0).exp();
            if (factor - 1.0).abs() > 1e-4 {
                self.camera.zoom_at(area, pointer, factor);
                self.fitted = None;
            }
            if scroll.x != 0.0 {
                self.camera.pan(vec2(scroll.x, 0.0));
                self.fitted = None;
            }
        }
        if std::mem::take(&mut self.reveal) || self.reveal_box.is_some() {
            self.reveal_now(area);
        }
        self.camera.keep(area, bounds);
    }

    /// Brings into view what is played or selected.
    fn reveal_now(&mut self, area: Rect) {
        let graph = &self.scene.graph;
        let played = self.step.and_then(|step| self.way.steps.get(step)).and_then(|step| step.at.node(graph));
        let chosen = || self.selection.first().and_then(|item| graph.of(item));
        let walked = self.reveal_box.take().filter(|at| *at < graph.nodes.len());
        let Some(at) = walked.or(played).or_else(chosen) else { return };
        let big = self.scene.layout.style.big;
        let whole = self.scene.layout.boxes[at];
        let number = (played == Some(at)).then(|| token(whole, big, letters(self.camera.zoom)));
        let rect = match number {
            // it is as high as everything: on the stage the number of its step is what is scrolled to, and else
            // nothing
            Some(number) if graph.nodes[at].key == Key::MessageBox && big => number,
            _ if graph.nodes[at].key == Key::MessageBox => Rect::from_center_size(
                egui::pos2(whole.center().x, self.camera.seen(area).center().y),
                vec2(whole.width(), 40.0),
            ),
            Some(number) => whole.union(number),
            None => whole,
        };
        // what is seen already stays where it is
        if !self.camera.seen(area).contains_rect(rect.expand(4.0)) {
            self.camera.bring_into_view(area, rect.expand(8.0));
        }
    }

    /// Makes the boxes react, and tells a screen reader of them.
    #[expect(clippy::too_many_arguments, reason = "what the pass has found so far")]
    fn point(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        env: &Env<'_>,
        area: Rect,
        id: egui::Id,
        visible: &[usize],
        cursor: Option<usize>,
    ) {
        let scene = self.scene.clone();
        let mut hovered = None;
        let mut open_menu = std::mem::take(&mut self.open_menu);
        for at in visible {
            let at = *at;
            let node = &scene.graph.nodes[at];
            let rect = self.camera.rect_to_screen(area, scene.layout.boxes[at]);
            let shown = rect.intersect(area);
            if !shown.is_positive() {
                continue;
            }
            let of_node = id.with(&node.key);
            // as a list does what a screen reader or a magnifier asks for
            if ui.input(|input| input.has_accesskit_action_request(of_node, Action::ScrollIntoView)) {
                self.reveal_box = Some(at);
                ui.ctx().request_repaint();
            }
            let response = ui.interact(shown, of_node, Sense::CLICK);
            let is_selected = self.selected.contains(&at);
            {
                let draw = self.draw(cx, Palette::of_ui(ui), 1.0, area);
                response.widget_info(|| WidgetInfo::labeled(Role::GraphicsSymbol, true, draw.spoken(at)));
                ui.ctx().accesskit_node_builder(of_node, |node| node.set_selected(is_selected));
                if response.hovered() {
                    hovered = node.key.artifact();
                    response.clone().on_hover_ui(|ui| {
                        ui.label(theme::section(&draw.spoken(at)));
                        for line in draw.hint(at) {
                            ui.label(line);
                        }
                    });
                }
            }
            if cursor == Some(at) {
                ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(of_node.accesskit_id()));
            }
            self.clicked(ui, cx, env, at, rect, &response);
            let popup = Popup::default_response_id(&response);
            if cursor == Some(at) && std::mem::take(&mut open_menu) {
                Popup::open_id(ui.ctx(), popup);
                kit::focus_first_entry(ui.ctx());
            }
            if response.secondary_clicked() || Popup::is_id_open(ui.ctx(), popup) {
                let mut menu = Popup::context_menu(&response);
                if Popup::position_of_id(ui.ctx(), popup).is_none() {
                    menu = menu.at_position(shown.left_bottom() + vec2(16.0, 0.0));
                }
                menu.show(|ui| self.menu_of(ui, cx, env, at));
            }
        }
        if self.hovered != hovered {
            self.hovered = hovered;
            // the lines of this pass, and the list beside, were drawn before
            ui.ctx().request_repaint();
        }
    }

    fn clicked(&mut self, ui: &Ui, cx: &Cx<'_>, env: &Env<'_>, at: usize, rect: Rect, response: &egui::Response) {
        let is_stack = matches!(self.scene.graph.nodes[at].key, Key::Stack(_));
        if response.clicked() || response.double_clicked() || response.secondary_clicked() {
            ui.memory_mut(|memory| memory.request_focus(egui::Id::unique(ID)));
        }
        if response.double_clicked() {
            self.activate(cx, at);
        } else if response.clicked() {
            let on_button = response.interact_pointer_pos().is_some_and(|pointer| {
                let zoom = Camera { zoom: self.camera.zoom, corner: self.scene.layout.boxes[at].min };
                let button = zoom.rect_to_screen(rect, unfold_button(self.scene.layout.boxes[at]));
                Detail::at(self.camera.zoom) == Detail::Everything && button.expand(2.0).contains(pointer)
            });
            if is_stack && on_button {
                self.unfold(at);
            } else {
                let toggle = ui.input(|input| input.modifiers.command);
                self.choose(cx, env, at, toggle);
            }
        }
        if response.secondary_clicked() && !self.selected.contains(&at) {
            self.choose(cx, env, at, false);
        }
    }

    /// Opens what a box stands for: a stack unfolds, an artifact shows its properties.
    pub(super) fn activate(&mut self, cx: &Cx<'_>, at: usize) {
        match &self.scene.graph.nodes[at].key {
            Key::Stack(_) => self.unfold(at),
            key => {
                if let Some(item) = key.artifact() {
                    cx.push(Task::OpenProperties(item));
                }
            }
        }
    }

    fn menu_of(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, at: usize) {
        let scene = self.scene.clone();
        let node = &scene.graph.nodes[at];
        if let Key::Stack(_) = &node.key {
            if kit::menu_entry(ui, &cx.text("diagram-unfold"), "", Ok(())) {
                self.unfold(at);
                ui.close();
            }
            if kit::menu_entry(ui, &cx.text("diagram-show-as-list"), "", Ok(())) {
                cx.push(Task::Select(scene.graph.artifacts(at)));
                cx.push(Task::Command(Command::ShowList));
                ui.close();
            }
            ui.separator();
        }
        if let Some(stack) = self.folds_into(at) {
            if kit::menu_entry(ui, &cx.text("diagram-fold"), "", Ok(())) {
                self.folding.unfolded.remove(&stack);
                ui.close();
            }
            ui.separator();
        }
        if scene.graph.artifacts(at).is_empty() {
            menu::commands(ui, cx, env, &[Command::FitDiagram]);
        } else {
            menu::selection(ui, cx, env);
        }
    }
}
