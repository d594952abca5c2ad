use egui::{TextEdit, Ui};

use super::SendPortDialog;
use crate::{
    console::{
        context::Cx,
        kit::{
            self, Column, Form, Mark,
            form::{concerns, fixed, frame_problem},
            grid::{GridOptions, row_problem},
        },
    },
    model::MapReference,
    words::Sentence,
};

impl SendPortDialog {
    pub(super) fn maps(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, inbound: bool) {
        let (maps, field, current) = if inbound {
            (&mut self.draft.inbound_maps, "inbound_maps", &mut self.inbound_map)
        } else {
            (&mut self.draft.outbound_maps, "outbound_maps", &mut self.outbound_map)
        };
        Mark::Note.line(ui, &cx.text("not-executed"));
        ui.add_space(6.0);
        let columns = [
            Column::new(cx.text("maps-source"), 110.0, 1.0),
            Column::new(cx.text("maps-map"), 110.0, 1.0),
            Column::new(cx.text("maps-target"), 110.0, 1.0),
        ];
        let (add, delete, empty) = (cx.text("maps-add"), cx.text("maps-remove"), cx.text("maps-empty"));
        let read_only = form.why_read_only();
        let options = GridOptions { add: &add, delete: &delete, movable: false, empty: &empty, read_only };
        let count = maps.len();
        let action = kit::editable_grid(ui, cx.words, field, &columns, count, current, &options, |ui, at, column| {
            let map = &mut maps[at];
            let (text, part) = match column {
                0 => (&mut map.source, "source"),
                1 => (&mut map.map, "map"),
                _ => (&mut map.target, "target"),
            };
            let width = ui.available_width();
            let response = match read_only {
                Some(reason) => fixed(ui, text, width, reason),
                None => ui.add(TextEdit::singleline(text).desired_width(width)),
            };
            let title = columns[column].title.as_str();
            let name = cx.say(&Sentence::new("kit-cell").with("column", title).with("number", at + 1));
            let response = response.accessible_name(name);
            frame_problem(ui, cx.words, form.all_problems(), &format!("{field}[{at}].{part}"), &response);
        });
        if let Some(action) = action {
            kit::grid::apply(action, maps, current, MapReference::default);
        }
        for row in 0..maps.len() {
            let field = format!("{field}[{row}]");
            for problem in form.all_problems().iter().filter(|problem| concerns(problem, &field)) {
                Mark::from(problem.severity).line(ui, &row_problem(cx.words, row, problem));
            }
        }
    }
}
