//! The route diagram: what is shown, where the keyboard and the pointer are in it, which step is
//! played. It selects as the list does and never asks the engine for anything itself.

mod canvas;
mod keys;
mod strip;
mod toolbar;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use egui::{Rect, Ui};

use super::tree::Node;
use crate::{
    console::{
        commands::Env,
        context::{Cx, Task},
        diagram::{
            Key, Scope, Way,
            camera::Camera,
            draw::{Detail, Draw, Emphasis, letters},
            fold::{Folding, Mode, StackKey},
            layout::{Style, Wanted},
            paint,
            picture::Format,
            piece::Piece,
            scene::{Marked, Marks, Scene},
            svg,
        },
        kit::{self, table::Selection},
        theme::Palette,
        worker::Job,
    },
    engine::{PortCounts, Report},
    model::{ArtifactKind, ArtifactRef},
};

/// The one stop of the Tab key.
pub const ID: &str = "diagram";

/// What is shown, as a person chooses it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The application that is chosen in the tree, or all of them.
    #[default]
    Here,
    Selection,
    All,
}

/// What becomes of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Picture {
    File(Format),
    Clipboard,
}

/// How much of the picture is brought into view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Fit {
    #[default]
    No,
    /// All of it, unless it could not be read then.
    Readable,
    All,
}

/// What a scene was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MadeFrom {
    edition: u64,
    scope: Scope,
    folding: Folding,
    big: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "what is wanted and what is left out, each for itself")]
pub struct DiagramPanel {
    choice: Choice,
    folding: Folding,
    scene: Arc<Scene>,
    made_from: Option<MadeFrom>,
    making: Option<(MadeFrom, Job<Scene>)>,
    /// Of which generation and which scene the sums are.
    sums: (u64, Arc<HashMap<usize, PortCounts>>),
    adding: Option<(u64, Job<HashMap<usize, PortCounts>>)>,
    /// The message whose way is shown.
    report: Option<Arc<Report>>,
    way: Arc<Way>,
    finding: Option<Job<Way>>,
    marks: Marks,
    /// The step that is played; `None`: the whole way.
    step: Option<usize>,
    /// The whole way is not to be seen yet.
    held: bool,
    /// There is nothing but the picture and its way.
    bare: bool,
    /// What a person has decided of how the picture runs.
    wanted: Wanted,
    camera: Camera,
    fit: Fit,
    /// The size of the area for which it was fitted, until somebody moves it.
    fitted: Option<(egui::Vec2, Fit)>,
    /// What a button zooms by in this pass.
    zoom_by: f32,
    /// The box at which the keyboard is.
    cursor: Option<Key>,
    /// The selection as it was last, and the boxes that belong to it.
    selection: Selection<ArtifactRef>,
    selected: HashSet<usize>,
    /// What was selected in the diagram itself: that changes nothing of what is shown.
    own: Option<Vec<ArtifactRef>>,
    /// What the pointer is on.
    hovered: Option<ArtifactRef>,
    /// Likewise in the list.
    lit: Option<ArtifactRef>,
    reveal: bool,
    /// Where an arrow led.
    reveal_box: Option<usize>,
    open_menu: bool,
    /// The keys are the diagram's from now on.
    take_focus: bool,
    strip: strip::Height,
    picture: Option<Picture>,
}

impl Default for DiagramPanel {
    fn default() -> Self {
        Self {
            choice: Choice::default(),
            folding: Folding::default(),
            scene: Arc::default(),
            made_from: None,
            making: None,
            sums: (0, Arc::default()),
            adding: None,
            report: None,
            way: Arc::default(),
            finding: None,
            marks: Marks::default(),
            step: None,
            held: false,
            bare: false,
            wanted: Wanted::default(),
            camera: Camera::default(),
            fit: Fit::Readable,
            fitted: None,
            zoom_by: 1.0,
            cursor: None,
            selection: Selection::default(),
            selected: HashSet::new(),
            own: None,
            hovered: None,
            lit: None,
            reveal: false,
            reveal_box: None,
            open_menu: false,
            take_focus: false,
            strip: strip::Height::default(),
            picture: None,
        }
    }
}

impl DiagramPanel {
    /// Shows the whole way of the message that was chosen.
    pub fn show_whole_way(&mut self) {
        self.step = None;
    }

    pub fn step_forward(&mut self) {
        let last = self.way.steps.len().saturating_sub(1);
        if !self.way.steps.is_empty() {
            self.step = Some(self.step.map_or(0, |step| (step + 1).min(last)));
            self.reveal = true;
        }
    }

    /// One step back; before the first one is the whole way.
    pub fn step_back(&mut self) {
        self.step = self.step.and_then(|step| step.checked_sub(1));
        self.reveal = self.step.is_some();
    }

    /// Whether the last step of a way is shown.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        !self.way.steps.is_empty() && self.step.is_some_and(|step| step + 1 >= self.way.steps.len())
    }

    /// From the first step on, and never all of it, while it is held back.
    pub fn hold_back(&mut self, held: bool) {
        self.held = held;
    }

    /// Leaves out what changes the picture, so that it can be larger: keys do that.
    pub fn bare(&mut self, bare: bool) {
        self.bare = bare;
    }

    pub fn fit(&mut self) {
        self.fit = Fit::All;
    }

    pub fn fold(&mut self, mode: Mode) {
        self.folding = Folding { mode, ..Folding::default() };
        self.fit = Fit::Readable;
    }

    /// The picture in another style, with the way of the message in it.
    fn show_style(&mut self, style: Style) {
        if self.scene.layout.style != style {
            self.scene = Arc::new(self.scene.styled(style));
            self.marks = self.scene.mark(&self.way);
        }
    }

    /// Makes a picture as soon as there is something to be seen.
    pub fn want_picture(&mut self, picture: Picture) {
        self.picture = Some(picture);
    }

    /// What the pointer is on in the diagram.
    #[must_use]
    pub fn hovered(&self) -> Option<&ArtifactRef> {
        self.hovered.as_ref()
    }

    /// Lights what the pointer is on in the list.
    pub fn light(&mut self, item: Option<ArtifactRef>) {
        self.lit = item;
    }

    /// What the pointer is on, here or in the list.
    fn pointed_at(&self) -> Option<usize> {
        self.hovered.as_ref().or(self.lit.as_ref()).and_then(|item| self.scene.graph.of(item))
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, at: &Node, env: &Env<'_>, report: Option<Arc<Report>>, focus: bool) {
        self.update(cx, at, env, report);
        if !self.bare {
            self.toolbar(ui, cx, env);
        }
        if self.made_from.is_some() {
            self.make_picture(ui, cx);
        }
        let strip = self.strip_height(ui, cx, env);
        if strip > 0.0 {
            egui::Panel::bottom("diagram steps").frame(egui::Frame::new()).exact_size(strip).show(ui, |ui| {
                ui.add_space(strip::ABOVE);
                self.strip(ui, cx);
            });
        }
        egui::CentralPanel::no_frame().show(ui, |ui| {
            if self.made_from.is_some() && self.scene.graph.ports == 0 {
                self.empty(ui, cx, env);
            } else {
                self.canvas(ui, cx, env, focus);
            }
        });
    }

    /// Takes in what has changed since the last pass and has made what that asks for.
    fn update(&mut self, cx: &Cx<'_>, at: &Node, env: &Env<'_>, report: Option<Arc<Report>>) {
        let selection_changed = self.selection.edition() != env.selected.edition();
        let by_itself = selection_changed && self.own.as_deref() == Some(env.selection);
        if !by_itself && selection_changed {
            self.own = None;
        }
        let scope = match &self.made_from {
            // what was clicked here must not pull the picture away
            Some(made) if self.own.is_some() && self.choice != Choice::All => made.scope.clone(),
            _ => self.scope(at, env),
        };
        let wanted = MadeFrom { edition: cx.snapshot.edition, scope, folding: self.folding.clone(), big: self.bare };
        self.make_scene(cx, &wanted);
        self.find_way(cx, report);
        if self.held {
            self.step = Some(self.step.unwrap_or(0));
        }
        if selection_changed {
            self.selection = env.selected.clone();
            self.reveal |= !by_itself;
            self.select_boxes();
        }
        self.add_up(cx);
    }

    fn scope(&self, at: &Node, env: &Env<'_>) -> Scope {
        let here = || at.application().map_or(Scope::All, Scope::Application);
        match self.choice {
            Choice::All => Scope::All,
            Choice::Here => here(),
            Choice::Selection => {
                let shown = |item: &&ArtifactRef| {
                    matches!(
                        item.kind,
                        ArtifactKind::SendPort
                            | ArtifactKind::SendPortGroup
                            | ArtifactKind::ReceivePort
                            | ArtifactKind::Orchestration
                    )
                };
                let items: Vec<ArtifactRef> = env.selection.iter().filter(shown).cloned().collect();
                if items.is_empty() { here() } else { Scope::Of(items) }
            }
        }
    }

    fn make_scene(&mut self, cx: &Cx<'_>, wanted: &MadeFrom) {
        let making = self.making.as_ref().map(|(made, _)| made);
        if self.made_from.as_ref() != Some(wanted) && making != Some(wanted) {
            let (group, wanted, before) = (cx.snapshot.group.clone(), wanted.clone(), self.scene.clone());
            let key = wanted.clone();
            let before = self.made_from.is_some().then_some(before);
            let job = cx.worker.run("diagram", move |_| {
                Scene::make(&group, &wanted.scope, &wanted.folding, wanted.big, before.as_deref())
            });
            self.making = Some((key, job));
        }
        let Some((made, job)) = &mut self.making else { return };
        let Some(scene) = job.take() else { return };
        let before = self.made_from.replace(made.clone());
        if before.is_none_or(|before| before.scope != made.scope || before.big != made.big) {
            self.fit = Fit::Readable;
        }
        self.making = None;
        self.scene = Arc::new(scene);
        self.marks = self.scene.mark(&self.way);
        self.sums.0 = 0;
        self.select_boxes();
    }

    fn select_boxes(&mut self) {
        self.selected = self.selection.iter().filter_map(|item| self.scene.graph.of(item)).collect();
    }

    fn find_way(&mut self, cx: &Cx<'_>, report: Option<Arc<Report>>) {
        let same = match (&self.report, &report) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            (None, None) => true,
            _ => false,
        };
        if !same {
            let id = |report: &Option<Arc<Report>>| report.as_ref().map(|it| (it.message.id, it.dry_run));
            if id(&self.report) != id(&report) {
                self.step = None;
            }
            self.report.clone_from(&report);
            if let Some(report) = report {
                self.finding = Some(cx.worker.run("way", move |_| Way::of(&report)));
            } else {
                self.finding = None;
                self.way = Arc::default();
                self.marks = Marks::default();
            }
        }
        if let Some(way) = self.finding.as_mut().and_then(Job::take) {
            self.finding = None;
            self.way = Arc::new(way);
            self.marks = self.scene.mark(&self.way);
            let last = self.way.steps.len().saturating_sub(1);
            self.step = self.step.map(|step| step.min(last));
        }
    }

    /// The sums of the stacks, once for each change of anything.
    fn add_up(&mut self, cx: &Cx<'_>) {
        let generation = cx.snapshot.generation.max(1);
        if !self.scene.graph.folded {
            return;
        }
        if self.sums.0 != generation && self.adding.is_none() {
            let (scene, counts) = (self.scene.clone(), cx.snapshot.counts.clone());
            self.adding = Some((generation, cx.worker.run("sums", move |_| scene.sums(&counts))));
        }
        if let Some((generation, job)) = &mut self.adding
            && let Some(sums) = job.take()
        {
            self.sums = (*generation, Arc::new(sums));
            self.adding = None;
        }
    }

    fn draw<'a>(&'a self, cx: &'a Cx<'_>, palette: Palette, zoom: f32, seen: Rect) -> Draw<'a> {
        Draw {
            words: cx.words,
            snapshot: cx.snapshot,
            palette,
            scene: &self.scene,
            sums: &self.sums.1,
            detail: Detail::at(zoom),
            letters: letters(zoom),
            seen,
        }
    }

    /// The whole picture as SVG, in the present theme and language, without what is selected.
    fn make_picture(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let Some(wanted) = self.picture.take() else { return };
        let palette = Palette::of_ui(ui);
        // a file has room for everything
        let shown = self.scene.layout.style;
        self.show_style(Style { written: self.wanted.written.unwrap_or_default(), ..shown });
        let scene = self.scene.clone();
        let bounds = scene.layout.bounds;
        let draw = self.draw(cx, palette, 1.0, bounds);
        let mut pieces = Vec::new();
        self.lines(&draw, &mut pieces, &|_| true);
        for at in 0..scene.graph.nodes.len() {
            pieces.push(Piece::Begin(draw.spoken(at)));
            draw.node(&mut pieces, at, self.emphasis(at, false));
            draw.outcomes(&mut pieces, &self.marks, at, self.step);
            pieces.push(Piece::End);
        }
        self.hops(&draw, &mut pieces, &|hop| hop.to.is_none());
        let pieces: Vec<Piece> = pieces.into_iter().flat_map(|piece| in_rows(ui.painter(), piece)).collect();
        let svg = svg::write(&pieces, bounds, palette.background, &cx.text("diagram-title"));
        self.show_style(shown);
        cx.push(Task::Picture { svg, wanted });
    }

    /// The lines between the boxes: of what is configured, then of the way of the message. That nobody
    /// gets it is drawn later, over whatever stands there.
    fn lines(&self, draw: &Draw<'_>, out: &mut Vec<Piece>, seen: &dyn Fn(&[egui::Pos2]) -> bool) {
        let hovered = self.pointed_at();
        for (at, edge) in self.scene.graph.edges.iter().enumerate() {
            if seen(&self.scene.layout.routes[at]) {
                draw.edge(out, at, hovered.is_some_and(|it| it == edge.from || it == edge.to));
            }
        }
        self.hops(draw, out, &|hop| hop.to.is_some() && seen(&hop.route));
    }

    /// The stretches of the way of the message that are to be shown.
    fn hops(&self, draw: &Draw<'_>, out: &mut Vec<Piece>, shown: &dyn Fn(&Marked) -> bool) {
        for hop in &self.marks.hops {
            let reached = self.step.is_none_or(|step| hop.step <= step);
            if reached && shown(hop) {
                draw.hop(out, hop, self.step.is_some_and(|step| hop.step <= step && step <= hop.last_step));
            }
        }
    }

    fn emphasis(&self, at: usize, on_screen: bool) -> Emphasis {
        let graph = &self.scene.graph;
        let step = self.step.and_then(|step| Some((step, self.way.steps.get(step)?)));
        let here = step.filter(|(_, it)| it.at.node(graph) == Some(at)).map(|(step, _)| step + 1);
        let hovered = self.pointed_at() == Some(at);
        Emphasis {
            selected: on_screen && self.selected.contains(&at),
            hovered: on_screen && hovered,
            cursor: false,
            step: here,
        }
    }

    /// Selects what a box stands for; with `toggle` beside what is selected already.
    fn choose(&mut self, cx: &Cx<'_>, env: &Env<'_>, at: usize, toggle: bool) {
        self.cursor = Some(self.scene.graph.nodes[at].key.clone());
        let items = self.scene.graph.artifacts(at);
        if items.is_empty() {
            return;
        }
        if toggle {
            let mut selection = env.selection.to_vec();
            if items.iter().all(|item| selection.contains(item)) {
                selection.retain(|item| !items.contains(item));
            } else {
                selection.extend(items);
            }
            self.own = Some(selection.clone());
            cx.push(Task::SelectInList(selection.into()));
        } else {
            self.own = Some(items.clone());
            cx.push(Task::Select(items));
        }
    }

    fn unfold(&mut self, at: usize) {
        if let Key::Stack(stack) = &self.scene.graph.nodes[at].key {
            self.folding.unfolded.insert(stack.clone());
        }
    }

    /// The stack that was unfolded last and holds this box.
    fn folds_into(&self, at: usize) -> Option<StackKey> {
        let members: Vec<ArtifactRef> = self.scene.graph.artifacts(at);
        let item = members.first()?;
        self.folding
            .unfolded
            .iter()
            .filter(|stack| stack.kind == item.kind)
            .max_by_key(|stack| stack.part.len())
            .cloned()
    }

    /// Nothing to be drawn: what to do.
    fn empty(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
        ui.add_space(24.0);
        ui.vertical_centered(|ui| {
            ui.label(crate::console::theme::weak(ui, &cx.text("diagram-empty")));
            ui.add_space(8.0);
            let everything = self.made_from.as_ref().is_some_and(|made| made.scope == Scope::All);
            if !everything && kit::soft_button(ui, kit::SoftButton::new(&cx.text("diagram-show-all"))).clicked_enabled {
                self.choice = Choice::All;
            }
            for command in super::tree::new_send_ports().into_iter().take(1) {
                let text = cx.text(command.key());
                let button = kit::SoftButton::new(&text).enabled(cx.enabled(command, env));
                if kit::soft_button(ui, button).response.clicked() {
                    cx.push(Task::Command(command));
                }
            }
        });
    }
}

/// A text as one piece for each of its rows; anything else as it is.
fn in_rows(painter: &egui::Painter, piece: Piece) -> Vec<Piece> {
    match piece {
        Piece::Text { at, align, text, size, semibold, ink, width, rows } => {
            let rows = paint::rows(painter, &text, size, semibold, width, rows);
            let of_row = rows.into_iter().map(|(below, text)| {
                let at = at + egui::vec2(0.0, below);
                Piece::Text { at, align, text, size, semibold, ink, width, rows: 1 }
            });
            of_row.collect()
        }
        piece => vec![piece],
    }
}
