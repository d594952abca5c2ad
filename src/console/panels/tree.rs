//! The tree on the left: the nouns of the real console.

use egui_ltreeview::{Action, NodeBuilder, TreeView, TreeViewState};

use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        panels::menu,
    },
    model::{ArtifactKind, ArtifactRef, Name, PortKind},
};

/// A node of the tree, which is what the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
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
    Adapters,
    Messages,
    Subscriptions,
    Suspended,
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

    /// Whether what it holds can be shown as a diagram too.
    #[must_use]
    pub fn has_diagram(&self) -> bool {
        matches!(self, Self::Application(_) | Self::Folder(..) | Self::Applications | Self::AllArtifacts)
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

/// What stands before the label of a folder of an application, and around the tree.
const INDENT: f32 = 88.0;

/// How wide the tree is so that its folders are not cut.
#[must_use]
pub fn width(ui: &egui::Ui, cx: &Cx<'_>) -> f32 {
    let font = egui::TextStyle::Body.resolve(ui.style());
    FOLDERS
        .into_iter()
        .map(|kind| format!("{} (88)", cx.text(folder_key(kind))))
        .map(|label| crate::console::theme::text_width(ui, label, font.clone()))
        .fold(0.0, f32::max)
        + INDENT
}

/// Draws the tree; what was chosen comes back as a task.
pub fn ui(ui: &mut egui::Ui, cx: &Cx<'_>, node: &Node, env: &Env<'_>, take_focus: bool) -> egui::Response {
    let id = egui::Id::unique("tree");
    let mut state = TreeViewState::<Node>::load(ui, id).unwrap_or_default();
    if state.selected() != std::slice::from_ref(node) {
        state.set_one_selected(node.clone());
    }
    let group = &cx.snapshot.group;
    let count = |application: Option<&Name>, kind: ArtifactKind| -> usize {
        let of = |name: &Name| application.is_none_or(|application| application == name);
        match kind {
            ArtifactKind::Orchestration => group.orchestrations.values().filter(|it| of(&it.application)).count(),
            ArtifactKind::SendPortGroup => group.send_port_groups.values().filter(|it| of(&it.application)).count(),
            ArtifactKind::SendPort => group.send_ports.values().filter(|it| of(&it.application)).count(),
            _ => group.receive_ports.values().filter(|it| of(&it.application)).count(),
        }
    };
    let counts: std::collections::HashMap<(Option<Name>, ArtifactKind), usize> = COUNTS.with_borrow_mut(|cache| {
        if cache.0 != (cx.snapshot.generation, group.applications.size()) {
            let all = std::iter::once(None).chain(group.applications.keys().cloned().map(Some));
            cache.1 = all
                .flat_map(|application| FOLDERS.map(|kind| (application.clone(), kind)))
                .map(|(application, kind)| ((application.clone(), kind), count(application.as_ref(), kind)))
                .collect();
            cache.0 = (cx.snapshot.generation, group.applications.size());
        }
        cache.1.clone()
    });
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
    ui.spacing_mut().item_spacing.y = 2.0;
    // the commands of a node's menu are about what is shown, so a node whose menu opens is shown
    let menu_of = |ui: &mut egui::Ui, of: &Node, contents: &dyn Fn(&mut egui::Ui)| {
        if of != node {
            cx.push(Task::SelectNode(of.clone()));
        }
        contents(ui);
    };
    let (response, actions) = TreeView::new(id)
        .override_indent(Some(14.0))
        .allow_multi_selection(false)
        .allow_drag_and_drop(false)
        .show_state(ui, &mut state, |tree| {
            let folders = |tree: &mut egui_ltreeview::TreeViewBuilder<'_, Node>, application: Option<&Name>| {
                for kind in FOLDERS {
                    let count = counts.get(&(application.cloned(), kind)).copied().unwrap_or(0);
                    let name = format!("{} ({})", cx.text(folder_key(kind)), cx.words.count(count as u64));
                    let node = Node::Folder(application.cloned(), kind);
                    tree.node(NodeBuilder::leaf(node.clone()).label(name).context_menu(|ui| {
                        menu_of(ui, &node, &|ui| menu::folder(ui, cx, env, kind));
                    }));
                }
            };
            tree.node(NodeBuilder::dir(Node::Group).label(cx.text("node-biztalk-group")).default_open(true));
            tree.node(
                NodeBuilder::dir(Node::Applications)
                    .label(cx.text("kinds-application"))
                    .default_open(true)
                    .context_menu(|ui| {
                        menu_of(ui, &Node::Applications, &|ui| {
                            menu::commands(ui, cx, env, &[Command::NewApplication, Command::Refresh]);
                        });
                    }),
            );
            if group.applications.size() > 1 {
                tree.node(
                    NodeBuilder::dir(Node::AllArtifacts).label(cx.text("node-all-artifacts")).default_open(false),
                );
                folders(tree, None);
                tree.close_dir();
            }
            for application in group.applications.keys() {
                // the shown one only: a BizTalk group may have hundreds
                let it = Node::Application(application.clone());
                let open = last.as_ref() == Some(application) || group.applications.size() == 1;
                tree.node(
                    NodeBuilder::dir(it.clone())
                        .label(application.as_str())
                        .default_open(open)
                        .activatable(true)
                        .context_menu(|ui| menu_of(ui, &it, &|ui| menu::application(ui, cx, env))),
                );
                folders(tree, Some(application));
                tree.close_dir();
            }
            tree.close_dir();
            tree.node(
                NodeBuilder::dir(Node::PlatformSettings).label(cx.text("node-platform-settings")).default_open(true),
            );
            tree.node(
                NodeBuilder::leaf(Node::Hosts)
                    .label(format!("{} ({})", cx.text("kinds-host"), group.hosts.size()))
                    .context_menu(|ui| {
                        menu_of(ui, &Node::Hosts, &|ui| {
                            menu::commands(ui, cx, env, &[Command::NewHost, Command::Refresh]);
                        });
                    }),
            );
            tree.leaf(Node::Adapters, cx.text("node-adapters"));
            tree.close_dir();
            tree.leaf(Node::Messages, cx.text("node-messages"));
            tree.leaf(Node::Subscriptions, cx.text("node-subscriptions"));
            tree.leaf(
                Node::Suspended,
                format!("{} ({})", cx.text("node-suspended"), cx.words.count(cx.snapshot.counts.suspended)),
            );
            tree.leaf(Node::Audit, cx.text("node-audit"));
            tree.close_dir();
        });
    state.store(ui, id);
    if take_focus {
        response.request_focus();
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Tree, true, cx.text("pane-tree")));
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

type Counts = ((u64, usize), std::collections::HashMap<(Option<Name>, ArtifactKind), usize>);
thread_local! {
    /// Counted once per generation, not per pass.
    static COUNTS: std::cell::RefCell<Counts> = std::cell::RefCell::default();
}

/// The commands of the submenu *New* of the Send Ports node, in its order.
#[must_use]
pub fn new_send_ports() -> [Command; 4] {
    PortKind::ALL.map(Command::NewSendPort)
}
