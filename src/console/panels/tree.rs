//! The tree on the left: the nouns of the real console.

use std::sync::{Arc, Mutex, PoisonError};

use egui_ltreeview::{Action, NodeBuilder, TreeView, TreeViewState};
use serde::{Deserialize, Serialize};

use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        kit,
        panels::menu,
        worker::Job,
    },
    engine::Snapshot,
    model::{ArtifactKind, ArtifactRef, Name, PortKind},
};

/// A node of the tree, which is what the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Node {
    Group,
    #[default]
    Applications,
    Application(Name),
    /// The artifacts of a kind, of one application or of all.
    Folder(Option<Name>, ArtifactKind),
    AllArtifacts,
    PlatformSettings,
    Hosts,
    /// All instances of all hosts, with their switches.
    HostInstances,
    Adapters,
    /// The simulated destinations of all send ports.
    Destinations,
    Messages,
    Subscriptions,
    Suspended,
    Lints,
    Audit,
}

impl Node {
    /// Where new artifacts go, if the node says so.
    #[must_use]
    pub fn application(&self) -> Option<Name> {
        match self {
            Self::Application(name) | Self::Folder(Some(name), _) => Some(name.clone()),
            _ => None,
        }
    }

    /// The nodes below which it stands, from the outermost one.
    fn ancestors(&self) -> Vec<Self> {
        match self {
            Self::Group => Vec::new(),
            Self::Applications
            | Self::PlatformSettings
            | Self::Messages
            | Self::Subscriptions
            | Self::Suspended
            | Self::Lints
            | Self::Audit => {
                vec![Self::Group]
            }
            Self::Application(_) | Self::AllArtifacts => vec![Self::Group, Self::Applications],
            Self::Folder(Some(of), _) => vec![Self::Group, Self::Applications, Self::Application(of.clone())],
            Self::Folder(None, _) => vec![Self::Group, Self::Applications, Self::AllArtifacts],
            Self::Hosts | Self::HostInstances | Self::Adapters | Self::Destinations => {
                vec![Self::Group, Self::PlatformSettings]
            }
        }
    }

    /// Whether what it holds can be shown as a diagram too.
    #[must_use]
    pub fn has_diagram(&self) -> bool {
        matches!(self, Self::Application(_) | Self::Folder(..) | Self::Applications | Self::AllArtifacts)
    }

    /// Whether details of what is selected in it are told beside it. The others select no artifact:
    /// the room is theirs.
    #[must_use]
    pub fn has_details(&self) -> bool {
        !matches!(self, Self::Group | Self::Suspended | Self::HostInstances | Self::Destinations)
    }

    /// The artifact that it stands for.
    #[must_use]
    pub fn artifact(&self) -> Option<ArtifactRef> {
        match self {
            Self::Application(name) => Some(ArtifactRef::new(ArtifactKind::Application, name)),
            _ => None,
        }
    }
}

/// In the order of the real console.
pub const FOLDERS: [ArtifactKind; 4] =
    [ArtifactKind::Orchestration, ArtifactKind::SendPortGroup, ArtifactKind::SendPort, ArtifactKind::ReceivePort];

/// The key of the name of a folder.
#[must_use]
pub fn folder_key(kind: ArtifactKind) -> &'static str {
    match kind {
        ArtifactKind::Orchestration => "kinds-orchestration",
        ArtifactKind::SendPortGroup => "kinds-send-port-group",
        ArtifactKind::SendPort => "kinds-send-port",
        ArtifactKind::ReceivePort => "kinds-receive-port",
        ArtifactKind::Host => "kinds-host",
        ArtifactKind::Adapter => "kinds-adapter",
        _ => "kinds-application",
    }
}

/// What stands before the label of the outermost node, and around the tree.
const MARGIN: f32 = 46.0;
/// By how much the label of a node stands further in than its parent's.
const INDENT: f32 = 14.0;

/// How high a node is, in points.
const ROW: f32 = crate::console::theme::TARGET;

/// How wide the tree is so that none of its own labels is cut; names of applications may be.
#[must_use]
pub fn width(ui: &egui::Ui, cx: &Cx<'_>) -> f32 {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let counted = |key: &str, depth: f32| (format!("{} (88)", cx.text(key)), depth);
    let plain = |key: &str, depth: f32| (cx.text(key), depth);
    let labels = FOLDERS.into_iter().map(|kind| counted(folder_key(kind), 3.0)).chain([
        plain("node-biztalk-group", 0.0),
        plain("node-all-artifacts", 2.0),
        plain("node-platform-settings", 1.0),
        plain("node-host-instances", 2.0),
        plain("kinds-destination", 2.0),
        counted("node-suspended", 1.0),
        plain("node-subscriptions", 1.0),
        counted("node-lints", 1.0),
        plain("node-audit", 1.0),
    ]);
    let widths =
        labels.map(|(label, depth)| crate::console::theme::text_width(ui, label, font.clone()) + depth * INDENT);
    widths.fold(0.0, f32::max) + MARGIN
}

/// One node, as it is drawn and as it is told to a screen reader.
struct Row<'a> {
    node: Node,
    label: String,
    /// From 1, how deep it stands.
    level: usize,
    /// From 1, its place among its siblings, and how many these are.
    place: (usize, usize),
    /// `None`: nothing stands below it.
    default_open: Option<bool>,
    cx: &'a Cx<'a>,
    env: &'a Env<'a>,
}

/// What is being drawn.
struct Tree<'a, 'b, 'c> {
    builder: &'a mut egui_ltreeview::TreeViewBuilder<'b, Node>,
    shown: &'c Node,
    /// The nodes that can be seen, with their labels, from top to bottom.
    seen: Vec<(Node, String)>,
    /// Where the label of the node that is shown stands.
    at: Option<egui::Rect>,
}

impl Tree<'_, '_, '_> {
    /// Returns whether what stands below it is to be seen.
    fn add(&mut self, row: &Row<'_>) -> bool {
        let drawn = std::cell::RefCell::new(None);
        let label = |ui: &mut egui::Ui| {
            let ink = ui.visuals().widgets.noninteractive.text_color();
            let font = egui::TextStyle::Body.resolve(ui.style());
            let mut job = egui::text::LayoutJob::simple_singleline(row.label.clone(), font, ink);
            job.wrap = egui::text::TextWrapping::truncate_at_width(ui.available_width());
            let galley = ui.painter().layout_job(job);
            // as high as the row, which is what one clicks
            let size = egui::vec2(galley.size().x, ui.max_rect().height());
            let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
            let is_cut = galley.elided;
            let at = egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, ink);
            drawn.replace(Some(if is_cut { response.on_hover_text(row.label.as_str()) } else { response }));
        };
        let builder = match row.default_open {
            Some(open) => NodeBuilder::dir(row.node.clone()).default_open(open),
            None => NodeBuilder::leaf(row.node.clone()),
        };
        let builder = builder.activatable(row.node.artifact().is_some()).label_ui(label);
        let open = if has_menu(&row.node) {
            let menu = |ui: &mut egui::Ui| {
                // the commands are about what is shown, so a node whose menu opens is shown
                if row.node != *self.shown {
                    row.cx.push(Task::SelectNode(row.node.clone()));
                }
                kit::menu_scroll(ui, |ui| menu_of(ui, row.cx, row.env, &row.node));
            };
            self.builder.node(builder.context_menu(menu))
        } else {
            self.builder.node(builder)
        };
        self.seen.push((row.node.clone(), row.label.clone()));
        let selected = row.node == *self.shown;
        // what is scrolled away is not drawn
        let Some(response) = drawn.into_inner() else { return open };
        if selected {
            self.at = Some(response.rect);
        }
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TreeItem, true, row.label.as_str()));
        response.ctx.accesskit_node_builder(response.id, |item| {
            item.set_level(row.level);
            item.set_position_in_set(row.place.0);
            item.set_size_of_set(row.place.1);
            item.set_selected(selected);
            if row.default_open.is_some() {
                item.set_expanded(open);
            }
        });
        open
    }
}

fn has_menu(node: &Node) -> bool {
    matches!(node, Node::Applications | Node::Application(_) | Node::Folder(..) | Node::Hosts)
}

/// The menu of a node, for the mouse and for the keyboard.
fn menu_of(ui: &mut egui::Ui, cx: &Cx<'_>, env: &Env<'_>, node: &Node) {
    match node {
        Node::Application(_) => menu::application(ui, cx, env),
        Node::Folder(_, kind) => menu::folder(ui, cx, env, *kind),
        Node::Hosts => menu::commands(ui, cx, env, &[Command::NewHost, Command::Refresh]),
        _ => menu::commands(ui, cx, env, &[Command::NewApplication, Command::Refresh]),
    }
}

/// Draws the tree; what was chosen comes back as a task.
pub fn ui(ui: &mut egui::Ui, cx: &Cx<'_>, node: &Node, env: &Env<'_>, take_focus: bool) -> egui::Response {
    let id = egui::Id::unique("tree");
    let mut state = TreeViewState::<Node>::load(ui, id).unwrap_or_default();
    // chosen elsewhere, such as by a link: it comes into sight
    let reveal = state.selected() != std::slice::from_ref(node);
    if reveal {
        state.set_one_selected(node.clone());
        // an application is opened while it is the one that is shown, unless somebody closes it
        let opens = |above: &Node| !matches!(above, Node::Application(_)) || state.is_open(above) == Some(false);
        let closed: Vec<Node> = node.ancestors().into_iter().filter(opens).collect();
        for above in closed {
            state.set_openness(above, true);
        }
    }
    let counts = counts(ui, cx, id);
    // the application that was shown last stays open while hosts or messages are looked at
    let last_id = id.with("last application");
    let last: Option<Name> = match node.application() {
        Some(application) => {
            ui.data_mut(|data| data.insert_temp(last_id, application.clone()));
            Some(application)
        }
        None => ui.data(|data| data.get_temp(last_id)),
    };
    // the tree paints what is shown with a third of this colour while the focus is elsewhere
    ui.visuals_mut().widgets.inactive.weak_bg_fill = crate::console::theme::Palette::of_ui(ui).accent;
    ui.spacing_mut().item_spacing.y = 0.0;
    // dense, so that what stands at the end is seen without scrolling
    ui.spacing_mut().interact_size.y = ROW;
    let (mut seen, mut at) = (Vec::new(), None);
    let (response, actions) = TreeView::new(id)
        .override_indent(Some(INDENT))
        .allow_multi_selection(false)
        .allow_drag_and_drop(false)
        .show_state(ui, &mut state, |builder| {
            let mut tree = Tree { builder, shown: node, seen: Vec::new(), at: None };
            nodes(&mut tree, cx, env, last.as_ref(), counts.as_ref());
            (seen, at) = (tree.seen, tree.at);
        });
    state.store(ui, id);
    if reveal && let Some(row) = seen.iter().position(|(it, _)| it == node) {
        let top = egui::pos2(response.rect.left(), response.rect.top() + row as f32 * ROW);
        let row = egui::Rect::from_min_size(top, egui::vec2(1.0, ROW));
        let sight = ui.clip_rect();
        if row.top() < sight.top() || row.bottom() > sight.bottom() {
            // with a few more around it, so that one sees where it stands
            ui.scroll_to_rect(row.expand2(egui::vec2(0.0, 2.0 * ROW)), None);
        }
    }
    if take_focus {
        response.request_focus();
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Tree, true, cx.text("pane-tree")));
    if response.has_focus() {
        keys(ui, cx, node, &seen);
    }
    menu_by_keyboard(ui, cx, env, node, &response, at);
    for action in actions {
        match action {
            Action::SetSelected(selected) => {
                if let Some(selected) = selected.into_iter().next()
                    && selected != *node
                {
                    cx.push(Task::SelectNode(selected));
                }
            }
            Action::Activate(activate) => {
                if let Some(artifact) = activate.selected.first().and_then(Node::artifact) {
                    cx.push(Task::OpenProperties(artifact));
                }
            }
            _ => {}
        }
    }
    response
}

/// All nodes, from top to bottom.
fn nodes(tree: &mut Tree<'_, '_, '_>, cx: &Cx<'_>, env: &Env<'_>, last: Option<&Name>, counted: Option<&Snapshot>) {
    let group = &cx.snapshot.group;
    let row = |node: Node, label: String, level: usize, place: (usize, usize), default_open: Option<bool>| Row {
        node,
        label,
        level,
        place,
        default_open,
        cx,
        env,
    };
    let counts = counted.and_then(Snapshot::contents_if_counted);
    let folders = |tree: &mut Tree<'_, '_, '_>, application: Option<&Name>| {
        for (index, kind) in FOLDERS.into_iter().enumerate() {
            let mut name = cx.text(folder_key(kind));
            if let Some(counts) = counts {
                name = format!("{name} ({})", cx.words.count(counts.of(application, kind) as u64));
            }
            let node = Node::Folder(application.cloned(), kind);
            tree.add(&row(node, name, 4, (index + 1, FOLDERS.len()), None));
        }
    };
    // what stands below a closed node is not looked at: a BizTalk group may have hundreds of applications
    if tree.add(&row(Node::Group, cx.text("node-biztalk-group"), 1, (1, 1), Some(true))) {
        if tree.add(&row(Node::Applications, cx.text("kinds-application"), 2, (1, 7), Some(true))) {
            let all = usize::from(group.applications.size() > 1);
            let of = group.applications.size() + all;
            if all == 1 {
                if tree.add(&row(Node::AllArtifacts, cx.text("node-all-artifacts"), 3, (1, of), Some(false))) {
                    folders(tree, None);
                }
                tree.builder.close_dir();
            }
            for (index, application) in group.applications.keys().enumerate() {
                // the shown one only
                let open = last == Some(application) || group.applications.size() == 1;
                let node = Node::Application(application.clone());
                if tree.add(&row(node, application.to_string(), 3, (index + 1 + all, of), Some(open))) {
                    folders(tree, Some(application));
                }
                tree.builder.close_dir();
            }
        }
        tree.builder.close_dir();
        if tree.add(&row(Node::PlatformSettings, cx.text("node-platform-settings"), 2, (2, 7), Some(true))) {
            let hosts = format!("{} ({})", cx.text("kinds-host"), group.hosts.size());
            tree.add(&row(Node::Hosts, hosts, 3, (1, 3), None));
            tree.add(&row(Node::HostInstances, cx.text("node-host-instances"), 3, (2, 3), None));
            tree.add(&row(Node::Adapters, cx.text("node-adapters"), 3, (3, 3), None));
        }
        tree.builder.close_dir();
        let suspended = format!("{} ({})", cx.text("node-suspended"), cx.words.count(cx.snapshot.counts.suspended));
        tree.add(&row(Node::Messages, cx.text("node-messages"), 2, (3, 7), None));
        tree.add(&row(Node::Subscriptions, cx.text("node-subscriptions"), 2, (4, 7), None));
        tree.add(&row(Node::Suspended, suspended, 2, (5, 7), None));
        let mut lints = cx.text("node-lints");
        if let Some(found) = &cx.lints {
            lints = format!("{lints} ({})", cx.words.count(found.all.len() as u64));
        }
        tree.add(&row(Node::Lints, lints, 2, (6, 7), None));
        tree.add(&row(Node::Audit, cx.text("node-audit"), 2, (7, 7), None));
    }
    tree.builder.close_dir();
}

/// How long a pause may be between two letters of a name, in seconds.
const PAUSE: f64 = 1.0;

/// Letters go to the next node whose name begins with them.
fn keys(ui: &egui::Ui, cx: &Cx<'_>, shown: &Node, seen: &[(Node, String)]) {
    let (typed, now) = ui.input(|input| {
        let text = input.events.iter().filter_map(|event| match event {
            egui::Event::Text(text) if !text.trim().is_empty() => Some(text.as_str()),
            _ => None,
        });
        (text.collect::<String>(), input.time)
    });
    if typed.is_empty() {
        return;
    }
    let id = egui::Id::unique("letters typed in the tree");
    let (before, time) = ui.data(|data| data.get_temp::<(String, f64)>(id)).unwrap_or_default();
    let goes_on = now - time < PAUSE && !before.is_empty();
    let letters = if goes_on { format!("{before}{typed}") } else { typed }.to_lowercase();
    let at = seen.iter().position(|(node, _)| node == shown).unwrap_or(0);
    // a first letter goes on to the next node, the letters after it may stay
    let first = at + usize::from(!goes_on);
    let mut order = (0..seen.len()).map(|step| &seen[(first + step) % seen.len()]);
    if let Some((node, _)) = order.find(|(_, label)| label.to_lowercase().starts_with(&letters)) {
        cx.push(Task::SelectNode(node.clone()));
    }
    ui.data_mut(|data| data.insert_temp(id, (letters, now)));
}

/// Shift+F10 or the menu key opens the menu of the node that is shown, below it.
fn menu_by_keyboard(
    ui: &egui::Ui,
    cx: &Cx<'_>,
    env: &Env<'_>,
    node: &Node,
    tree: &egui::Response,
    at: Option<egui::Rect>,
) {
    let id = egui::Id::unique("menu of a node");
    let pressed = tree.has_focus()
        && ui.input_mut(|input| {
            input.consume_key(egui::Modifiers::SHIFT, egui::Key::F10)
                || input.consume_key(egui::Modifiers::NONE, egui::Key::Menu)
        });
    if pressed && has_menu(node) {
        egui::Popup::open_id(ui.ctx(), id);
        kit::focus_first_entry(ui.ctx());
    }
    let place = at.unwrap_or(tree.rect).intersect(ui.clip_rect());
    egui::Popup::menu(tree)
        .id(id)
        .open_memory(None)
        .at_position(place.left_bottom())
        .show(|ui| kit::menu_scroll(ui, |ui| menu_of(ui, cx, env, node)));
}

/// The last snapshot of which the artifacts were counted, which is the present one but for the
/// moment after an edit; they are counted beside the window's thread.
#[derive(Default)]
struct Counted {
    last: Option<Snapshot>,
    job: Option<Job<()>>,
}

fn counts(ui: &egui::Ui, cx: &Cx<'_>, id: egui::Id) -> Option<Snapshot> {
    let kept: Arc<Mutex<Counted>> =
        ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Counted>>>(id.with("counted")).clone());
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    // one at a time: what changes meanwhile is counted next
    if cx.snapshot.contents_if_counted().is_none() && kept.job.as_mut().is_none_or(|job| job.take().is_some()) {
        let snapshot = cx.snapshot.clone();
        let count = move |_: &_| {
            let _ = snapshot.contents();
        };
        kept.job = Some(cx.worker.run("tree", count));
    }
    if cx.snapshot.contents_if_counted().is_some() {
        *kept = Counted { last: Some(cx.snapshot.clone()), job: None };
    }
    kept.last.clone()
}

/// The commands of the submenu *New* of the Send Ports node, in its order.
#[must_use]
pub fn new_send_ports() -> [Command; 4] {
    PortKind::ALL.map(Command::NewSendPort)
}
