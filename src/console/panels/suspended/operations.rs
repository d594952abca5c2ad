//! What can be done with service instances: the same in the toolbar and in the context menu.

use std::sync::Arc;

use egui::Ui;

use crate::{
    console::{
        context::{Cx, Task},
        dialogs::{
            Dialog, remove_front::RemoveFrontDialog, resubmit::ResubmitDialog, resume::ResumeDialog,
            resume::TerminateDialog,
        },
        kit,
    },
    engine::{Request, refuse_role, standing},
    message_box::{Instance, InstanceQuery},
    model::{ArtifactRef, Message},
    rules::{
        instances::Operation,
        permissions::{Task as Permission, may},
    },
    words::Sentence,
};

type Row = (Instance, Arc<Message>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Resume,
    Suspend,
    Terminate,
    RemoveFront,
    FindFront,
    Resubmit,
    Save,
    Show,
    GoToPort,
}

impl Deed {
    fn key(self) -> &'static str {
        match self {
            Self::Resume => "suspended-resume",
            Self::Suspend => "operation-suspend",
            Self::Terminate => "suspended-terminate",
            Self::RemoveFront => "suspended-remove-front",
            Self::FindFront => "suspended-find-failed",
            Self::Resubmit => "suspended-resubmit",
            Self::Save => "suspended-save",
            Self::Show => "messages-show",
            Self::GoToPort => "suspended-port",
        }
    }

    /// Whether it is for one instance only.
    fn single(self) -> bool {
        !matches!(self, Self::Resume | Self::Suspend | Self::Terminate)
    }

    /// Or else the reason why not.
    fn allowed(self, cx: &Cx<'_>, rows: &[Row]) -> Result<(), String> {
        let [(first, _), ..] = rows else { return Err(cx.text("suspended-select")) };
        match self {
            Self::Show | Self::GoToPort | Self::FindFront => {}
            Self::Save => permitted(cx, Permission::SeeBodies, self.key())?,
            _ => permitted(cx, Permission::OperateOnInstances, self.key())?,
        }
        if self.single() && rows.len() != 1 {
            return Err(cx.text("why-not-select-one"));
        }
        match self {
            // what cannot be resumed tells why in the dialog, beside what can
            Self::Resume if rows.iter().all(|(instance, _)| instance.state.is_suspended()) => Ok(()),
            Self::Resume => operable(cx, Operation::Resume, rows),
            Self::Suspend => operable(cx, Operation::Suspend, rows),
            Self::Terminate => operable(cx, Operation::Terminate, rows),
            Self::RemoveFront => standing::not_the_front(first).map_or(Ok(()), |why| Err(cx.say(&why))),
            Self::FindFront if first.lane.is_none() => {
                Err(cx.say(&Sentence::new("suspended-not-ordered").with("instance", first.id.to_string())))
            }
            Self::Resubmit if !first.state.is_suspended() => Err(cx.text("refused-not-suspended")),
            Self::GoToPort if first.port.is_none() => Err(cx.text("cause-routing-failure")),
            _ => Ok(()),
        }
    }

    fn perform(self, cx: &Cx<'_>, rows: &[Row]) {
        let Some((first, message)) = rows.first() else { return };
        cx.push(match self {
            Self::Resume => Task::Open(Box::new(ResumeDialog::new(rows.to_vec()))),
            Self::Terminate => Task::Open(Box::new(TerminateDialog::new(rows.to_vec()))),
            Self::RemoveFront => Task::Open(Box::new(RemoveFrontDialog::new(first.clone(), message.clone()))),
            // it may be the first one itself
            Self::FindFront => Task::ShowMessage(standing::behind(first).unwrap_or(message.id)),
            Self::Resubmit => Task::Open(Box::new(ResubmitDialog::new(first.clone(), message.clone()))),
            Self::Save => Task::SaveBody(message.id),
            Self::Show => Task::ShowMessage(message.id),
            Self::Suspend => Task::Request(Request::Operate {
                operation: Operation::Suspend,
                instances: rows.iter().map(|(instance, _)| instance.id).collect(),
            }),
            Self::GoToPort => match &first.port {
                Some(port) => Task::Select(vec![ArtifactRef::send_port(port)]),
                None => return,
            },
        });
    }
}

/// The reason of the first one for which it is not.
fn operable(cx: &Cx<'_>, operation: Operation, rows: &[Row]) -> Result<(), String> {
    let why = rows.iter().find_map(|(instance, _)| standing::not_available(operation, instance));
    why.map_or(Ok(()), |why| Err(cx.say(&why)))
}

fn permitted(cx: &Cx<'_>, task: Permission, key: &'static str) -> Result<(), String> {
    if may(cx.snapshot.role, task) {
        return Ok(());
    }
    let refusal = refuse_role(Sentence::new(key), cx.snapshot.role, task);
    Err(refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default())
}

/// What stands in the bar; what has been suspended already cannot be suspended again.
fn in_bar(rows: &[Row], suspended: bool) -> impl Iterator<Item = Deed> {
    let all = [Deed::Resume, Deed::Suspend, Deed::Terminate, Deed::RemoveFront, Deed::Resubmit, Deed::Save];
    // a port without ordered delivery has no first message
    let ordered = rows.iter().any(|(instance, _)| instance.lane.is_some());
    all.into_iter().filter(move |deed| match deed {
        Deed::Suspend => !suspended,
        Deed::RemoveFront => ordered,
        _ => true,
    })
}

/// A row of buttons, for what is selected and for `all` that is listed. Where room is `short`, those that are
/// for one instance or for all of them stand in a menu.
pub fn bar(ui: &mut Ui, cx: &Cx<'_>, rows: &[Row], suspended: bool, short: bool, all: Option<&impl Fn() -> All>) {
    for deed in in_bar(rows, suspended).filter(|deed| !short || !deed.single()) {
        let text = cx.text(deed.key());
        let button = kit::SoftButton::new(&text).enabled(deed.allowed(cx, rows));
        if kit::soft_button(ui, button).clicked_enabled {
            deed.perform(cx, rows);
        }
    }
    let of_all = [OnAll::Resume, OnAll::Terminate].into_iter().filter_map(|it| Some((it, all?)));
    if !short {
        for (it, all) in of_all {
            let text = cx.text(it.key());
            if kit::soft_button(ui, kit::SoftButton::new(&text).enabled(it.allowed(cx))).clicked_enabled {
                it.perform(cx, all());
            }
        }
        return;
    }
    kit::menu_button(ui, &cx.text("menu-more"), |ui| {
        ui.set_min_width(200.0);
        for (it, all) in of_all {
            if entry(ui, cx, it.key(), &it.allowed(cx)) {
                it.perform(cx, all());
                ui.close();
            }
        }
        ui.separator();
        for deed in in_bar(rows, suspended).filter(|deed| deed.single()) {
            if entry(ui, cx, deed.key(), &deed.allowed(cx, rows)) {
                deed.perform(cx, rows);
                ui.close();
            }
        }
    });
}

/// Whether it was chosen and is allowed.
fn entry(ui: &mut Ui, cx: &Cx<'_>, key: &str, allowed: &Result<(), String>) -> bool {
    let enabled = allowed.as_ref().map_err(String::as_str).copied();
    kit::menu_entry(ui, &cx.text(key), "", enabled) && allowed.is_ok()
}

/// The context menu of the selected rows.
pub fn menu(ui: &mut Ui, cx: &Cx<'_>, rows: &[Row]) {
    ui.set_min_width(200.0);
    let groups: [&[Deed]; 3] = [
        &[Deed::Show, Deed::FindFront, Deed::GoToPort],
        &[Deed::Resume, Deed::Suspend, Deed::Terminate, Deed::RemoveFront],
        &[Deed::Resubmit, Deed::Save],
    ];
    for (index, group) in groups.into_iter().enumerate() {
        // what every table offers stands below, with a line of its own
        if index > 0 {
            ui.separator();
        }
        for deed in group {
            if entry(ui, cx, deed.key(), &deed.allowed(cx, rows)) {
                deed.perform(cx, rows);
                ui.close();
            }
        }
    }
}

/// What *Resume all* and *Terminate all* are about.
pub enum All {
    These(Vec<Row>),
    /// So many that they are not read one by one; how many there are, and how many messages they hold.
    Where(Box<InstanceQuery>, u64, u64),
}

/// What can be done with all that is listed.
#[derive(Clone, Copy)]
enum OnAll {
    Resume,
    Terminate,
}

impl OnAll {
    fn key(self) -> &'static str {
        match self {
            Self::Resume => "suspended-resume-all",
            Self::Terminate => "suspended-terminate-all",
        }
    }

    /// Or else the reason why not.
    fn allowed(self, cx: &Cx<'_>) -> Result<(), String> {
        permitted(cx, Permission::OperateOnInstances, self.key())
    }

    fn perform(self, cx: &Cx<'_>, all: All) {
        let dialog: Box<dyn Dialog> = match (self, all) {
            (Self::Resume, All::These(rows)) => Box::new(ResumeDialog::new(rows)),
            (Self::Resume, All::Where(query, count, messages)) => {
                Box::new(ResumeDialog::where_(*query, count).holding(messages))
            }
            (Self::Terminate, All::These(rows)) => Box::new(TerminateDialog::new(rows)),
            (Self::Terminate, All::Where(query, count, messages)) => {
                Box::new(TerminateDialog::where_(*query, count).holding(messages))
            }
        };
        cx.push(Task::Open(dialog));
    }
}
