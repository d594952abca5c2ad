//! The causes for which instances are suspended, with how many there are of each.

use egui::{Role, Ui, WidgetInfo};

use crate::{
    console::{
        context::Cx,
        kit::{
            self,
            table::{Cell, Column, Rows, Table, TableState},
        },
        panels::subscriptions::{longest, names},
        theme,
    },
    engine::cause_sentence,
    message_box::{Cause, CauseGroup, CauseKind},
    model::Name,
    words::{Sentence, Words},
};

/// Names a group of instances: why, at which port, by way of which group.
pub type GroupKey = (CauseKind, Option<Name>, Option<Name>);

/// What is looked at from now on; `None`: all causes.
pub struct Choice(pub Option<GroupKey>);

pub fn key(group: &CauseGroup) -> GroupKey {
    (group.cause, group.port.clone(), group.via.clone())
}

/// How many rows are seen at once, and the share of the room that they may take.
const ROWS: usize = 5;
const SHARE: f32 = 0.34;
/// Height of the titles and of a row, in points.
const HEADER: f32 = 28.0;
const ROW: f32 = crate::console::kit::table::ROW;

/// Shows the causes as a table, or, where there is no `room`, as a list to unfold. Returns the
/// cause that was chosen just now.
pub fn choose(
    ui: &mut Ui,
    cx: &Cx<'_>,
    groups: &[CauseGroup],
    chosen: Option<&GroupKey>,
    state: &mut TableState<Option<GroupKey>>,
    room: bool,
) -> Option<Choice> {
    match groups {
        [] => None,
        [one] => {
            only(ui, cx, one);
            None
        }
        _ if room => table(ui, cx, groups, chosen, state),
        _ => list(ui, cx, groups, chosen),
    }
}

fn clause(group: &CauseGroup) -> Sentence {
    // each of them has an address, or is behind a message, of its own
    let key = match group.cause {
        CauseKind::Transport => Some("cause-transport-some"),
        CauseKind::Behind => Some("cause-behind-some"),
        CauseKind::FrontTaken => Some("cause-front-taken-some"),
        _ => None,
    };
    if let Some(key) = key {
        let port = group.port.as_ref().map(Name::to_string).unwrap_or_default();
        return Sentence::new(key).with("port", port);
    }
    cause_sentence(&cause_of(group), group.port.as_ref(), group.via.as_ref(), group.ruling.as_ref())
}

/// *1 instance holding 5 messages, resumable: 1, since 10:31:00*.
fn counts(group: &CauseGroup) -> Sentence {
    let key = if group.messages > group.instances { "suspended-counts-holding" } else { "suspended-counts" };
    Sentence::new(key)
        .with("count", group.instances)
        .with("messages", group.messages)
        .with("resumable", group.resumable)
        .with("since", theme::clock(group.since))
}

/// There is nothing to choose.
fn only(ui: &mut Ui, cx: &Cx<'_>, group: &CauseGroup) {
    ui.horizontal_wrapped(|ui| {
        let title = cx.say(&Sentence::new("suspended-group").with("cause", clause(group)));
        ui.add(egui::Label::new(theme::section(&title)).wrap());
        let counts = counts(group);
        ui.label(theme::weak(ui, &cx.say(&counts)));
    });
}

fn list(ui: &mut Ui, cx: &Cx<'_>, groups: &[CauseGroup], chosen: Option<&GroupKey>) -> Option<Choice> {
    let words = |group: Option<&CauseGroup>| {
        let sentence = match group {
            Some(group) => {
                let cause = cx.say(&clause(group));
                // a group that is Stopped is the cause at each of its members
                let port = group.port.as_ref().filter(|port| !cause.contains(port.as_str()));
                let cause = port.map_or_else(|| cause.clone(), |port| format!("{cause}, {port}"));
                Sentence::new("suspended-cause-with-count")
                    .with("cause", cause)
                    .with("count", cx.words.count(group.instances))
            }
            None => Sentence::new("suspended-cause-with-count")
                .with("cause", Sentence::new("suspended-all-causes"))
                .with("count", cx.words.count(groups.iter().map(|group| group.instances).sum())),
        };
        cx.say(&sentence)
    };
    let shown = words(groups.iter().find(|group| chosen == Some(&key(group))));
    let name = cx.text("suspended-causes");
    let mut now = None;
    let width = ui.available_width() - 16.0;
    let combo = egui::ComboBox::from_id_salt("causes").selected_text(shown.as_str()).width(width).truncate().show_ui(
        ui,
        |ui| {
            let all = std::iter::once(None).chain(groups.iter().map(Some));
            for group in all {
                let it = group.map(key);
                if kit::option(ui, chosen == it.as_ref(), words(group)).clicked() {
                    now = Some(Choice(it));
                }
            }
        },
    );
    combo.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name.as_str());
        info.current_text_value = Some(shown.clone());
        info
    });
    now
}

fn table(
    ui: &mut Ui,
    cx: &Cx<'_>,
    groups: &[CauseGroup],
    chosen: Option<&GroupKey>,
    state: &mut TableState<Option<GroupKey>>,
) -> Option<Choice> {
    let title = |key: &str| cx.text(key);
    let port = longest(groups.iter().filter_map(|group| group.port.as_ref()));
    let columns = [
        Column::new("cause", title("suspended-column-cause")).rest().importance(10).unsortable(),
        names(ui, "port", title("kind-send-port"), &port).importance(6).unsortable(),
        Column::new("instances", title("suspended-column-instances")).points(76.0).numeric().importance(9).unsortable(),
        Column::new("messages", title("suspended-column-messages")).points(84.0).numeric().importance(6).unsortable(),
        Column::new("resumable", title("suspended-column-resumable")).points(84.0).numeric().importance(7).unsortable(),
        Column::new("since", title("suspended-column-since")).points(70.0).importance(8).unsortable(),
    ];
    let wanted = HEADER + ROW * (groups.len() + 1).min(ROWS) as f32;
    let height = wanted.min((ui.available_height() * SHARE).max(HEADER + 2.0 * ROW));
    state.selection = vec![chosen.cloned()].into();
    let rows = Causes { cx, groups };
    let area = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(ui.available_width(), height));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("causes"));
    let output = Table::new("causes", title("suspended-causes"), &columns).single().leave_escape().show(
        &mut inner,
        cx.words,
        &cx.layouts,
        state,
        &rows,
        |_, _| {},
    );
    ui.allocate_rect(area, egui::Sense::hover());
    ui.add_space(6.0);
    let now = state.selection.first().cloned().flatten();
    (output.selection_changed && now.as_ref() != chosen).then_some(Choice(now))
}

struct Causes<'a> {
    cx: &'a Cx<'a>,
    groups: &'a [CauseGroup],
}

impl Rows for Causes<'_> {
    type Key = Option<GroupKey>;
    fn len(&self) -> usize {
        self.groups.len() + 1
    }
    fn key(&self, row: usize) -> Option<Self::Key> {
        match row.checked_sub(1) {
            None => Some(None),
            Some(at) => self.groups.get(at).map(|group| Some(key(group))),
        }
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        let Some(group) = row.checked_sub(1).and_then(|at| self.groups.get(at)) else {
            let sum = |of: fn(&CauseGroup) -> u64| Cell::Number(self.groups.iter().map(of).sum());
            return match column {
                0 => Cell::Text(self.cx.text("suspended-all-causes")),
                1 => Cell::Text(String::new()),
                2 => sum(|group| group.instances),
                3 => sum(|group| group.messages),
                4 => sum(|group| group.resumable),
                _ => {
                    Cell::Weak(self.groups.iter().map(|group| group.since).min().map(theme::clock).unwrap_or_default())
                }
            };
        };
        match column {
            0 => Cell::Text(self.cx.say(&clause(group))),
            1 => Cell::Text(group.port.as_ref().map(ToString::to_string).unwrap_or_default()),
            2 => Cell::Number(group.instances),
            3 => Cell::Number(group.messages),
            4 => Cell::Number(group.resumable),
            _ => Cell::Weak(theme::clock(group.since)),
        }
    }
    fn name(&self, row: usize, words: &Words) -> String {
        self.cell(row, 0).text(words)
    }
    fn spoken(&self, row: usize) -> Option<String> {
        let group = self.groups.get(row.checked_sub(1)?)?;
        let title = Sentence::new("suspended-group").with("cause", clause(group));
        let counts = counts(group);
        let parts =
            [Some(self.cx.say(&title)), group.port.as_ref().map(ToString::to_string), Some(self.cx.say(&counts))];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// A cause of the group's kind, for its sentence.
fn cause_of(group: &CauseGroup) -> Cause {
    match group.cause {
        CauseKind::Held => Cause::Held,
        CauseKind::Transport => Cause::Transport(crate::transport::TransportError::Failed { address: String::new() }),
        CauseKind::NoAddress => Cause::NoAddress,
        CauseKind::NoHandler => Cause::NoHandler { adapter: String::new() },
        CauseKind::RoutingFailure => Cause::RoutingFailure,
        CauseKind::Loop => Cause::Loop,
        CauseKind::ByHand => Cause::ByHand,
        CauseKind::PortDeleted => Cause::PortDeleted,
        CauseKind::Behind => Cause::Behind { front: crate::model::MessageId(0) },
        CauseKind::FrontTaken => Cause::FrontTaken { front: crate::model::MessageId(0) },
    }
}
