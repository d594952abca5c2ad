//! The strip that is there as long as messages really leave the program.

use egui::Ui;

use crate::{
    console::{
        commands::Command,
        context::{Cx, Task},
        kit::{Mark, SoftButton, soft_button},
    },
    words::Sentence,
};

pub fn ui(ui: &mut Ui, cx: &Cx<'_>) {
    let addresses = cx.snapshot.live.as_ref().map_or(0, |it| it.len());
    ui.horizontal_wrapped(|ui| {
        Mark::Warning.line(ui, &cx.say(&Sentence::new("live-strip").with("addresses", addresses)));
        if soft_button(ui, SoftButton::new(&cx.text("live-turn-off"))).clicked_enabled {
            cx.push(Task::Command(Command::LiveSending));
        }
    });
}
