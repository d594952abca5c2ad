//! Completes what egui does for people who do not use a mouse or a screen. It tells a screen
//! reader states that egui's own widgets leave out, the roles of what stands in menus and lists,
//! and words that egui has in English only; and what gets the focus by a key is scrolled to.

use std::collections::{HashMap, HashSet};

use egui::{
    Context, Event, FullOutput, Id, Plugin, Popup, RawInput, Ui,
    accesskit::{Action, ActionRequest, HasPopup, Node, NodeId, Role, Toggled, TreeId},
};

use crate::words::Words;

/// The plugin; [`say_in`] gives it the language.
#[derive(Default)]
pub struct Accessible {
    resize: String,
    /// The last thing that was done was done with a key.
    by_key: bool,
    focused: Option<Id>,
    /// What is to be scrolled to in the next pass.
    reveal: Option<Id>,
    /// What is being scrolled to in this pass, as the keyboard or a screen reader wants it.
    revealing: Option<NodeId>,
}

/// A scroll area keeps to itself where one wants to scroll to, also in the direction in which it
/// does not scroll. To be called after one within another, which then follows.
pub fn reveal_beyond(ui: &Ui) {
    let revealing = ui.ctx().with_plugin::<Accessible, _>(|plugin| plugin.revealing).flatten();
    let Some(node) = revealing else { return };
    let widget = ui.ctx().viewport(|viewport| {
        let widgets = &viewport.this_pass.widgets;
        let mut all = widgets.layer_ids().flat_map(|layer| widgets.get_layer(layer));
        all.find(|widget| widget.id.accesskit_id() == node).copied()
    });
    if let Some(widget) = widget.filter(|widget| ui.min_rect().expand(1.0).contains(widget.rect.center())) {
        ui.scroll_to_rect_animation(widget.rect, Some(egui::Align::Center), egui::style::ScrollAnimation::none());
    }
}

/// From now on the names that egui gives itself are said in this language.
pub fn say_in(ctx: &Context, words: &Words) {
    ctx.add_plugin(Accessible::default());
    let resize = words.text("access-resize-panel").into_owned();
    ctx.with_plugin::<Accessible, _>(|plugin| plugin.resize = resize);
}

impl Plugin for Accessible {
    fn debug_name(&self) -> &'static str {
        "accessible"
    }

    fn input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        for event in &input.events {
            match event {
                Event::Key { pressed: true, .. } => self.by_key = true,
                Event::PointerButton { pressed: true, .. } => self.by_key = false,
                _ => {}
            }
        }
        self.revealing = input.events.iter().find_map(|event| match event {
            Event::AccessKitActionRequest(request) if request.action == Action::ScrollIntoView => {
                Some(request.target_node)
            }
            _ => None,
        });
        if let Some(id) = self.reveal.take() {
            self.revealing = Some(id.accesskit_id());
            input.events.push(Event::AccessKitActionRequest(ActionRequest {
                action: Action::ScrollIntoView,
                target_tree: TreeId::ROOT,
                target_node: id.accesskit_id(),
                data: None,
            }));
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let focused = ui.memory(egui::Memory::focused);
        if focused == self.focused {
            return;
        }
        self.focused = focused;
        let Some(id) = focused.filter(|_| self.by_key) else { return };
        let widget = ui.ctx().viewport(|viewport| viewport.this_pass.widgets.get(id).copied());
        // what a pane, a table or a tree shows of itself is its own affair
        let is_cut = widget.is_some_and(|it| {
            let height = it.rect.height();
            it.interact_rect.height() < height - 1.0 && height < ui.ctx().content_rect().height() / 2.0
        });
        if is_cut {
            self.reveal = Some(id);
            ui.ctx().request_repaint();
        }
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let Some(update) = &mut output.platform_output.accesskit_update else { return };
        let open = open_combo_boxes(ctx);
        let roles = roles_within(&update.nodes);
        for (id, node) in &mut update.nodes {
            if let Some(role) = roles.get(id) {
                node.set_role(*role);
            }
            self.complete(node, open.contains(id));
        }
    }
}

impl Accessible {
    fn complete(&self, node: &mut Node, is_open: bool) {
        match node.role() {
            Role::ComboBox => {
                node.set_has_popup(HasPopup::Listbox);
                node.set_expanded(is_open);
            }
            // an option or a row is selected, it is not pressed in
            Role::ListBoxOption | Role::Row => {
                if let Some(toggled) = node.toggled() {
                    node.clear_toggled();
                    node.set_selected(toggled == Toggled::True);
                } else if node.role() == Role::ListBoxOption && node.is_selected().is_none() {
                    node.set_selected(false);
                }
            }
            Role::Splitter => node.set_label(self.resize.clone()),
            _ => {}
        }
    }
}

/// The drop-downs whose list is shown.
fn open_combo_boxes(ctx: &Context) -> HashSet<NodeId> {
    if !Popup::is_any_open(ctx) {
        return HashSet::new();
    }
    let widgets: Vec<Id> = ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        widgets.layer_ids().flat_map(|layer| widgets.get_layer(layer)).map(|widget| widget.id).collect()
    });
    widgets.into_iter().filter(|id| egui::ComboBox::is_open(ctx, *id)).map(|id| id.accesskit_id()).collect()
}

/// A button within a menu is an entry of it, and one within a list is an option.
fn roles_within(nodes: &[(NodeId, Node)]) -> HashMap<NodeId, Role> {
    let mut found = HashMap::new();
    let holders = nodes.iter().filter(|(_, node)| matches!(node.role(), Role::Menu | Role::ListBox));
    let mut holders = holders.peekable();
    if holders.peek().is_none() {
        return found;
    }
    let by_id: HashMap<NodeId, &Node> = nodes.iter().map(|(id, node)| (*id, node)).collect();
    for (_, holder) in holders {
        let mut below: Vec<NodeId> = holder.children().to_vec();
        while let Some(id) = below.pop() {
            let Some(node) = by_id.get(&id) else { continue };
            let role = match (holder.role(), node.role()) {
                (Role::Menu, Role::Button) => Some(Role::MenuItem),
                (Role::Menu, Role::RadioButton) => Some(Role::MenuItemRadio),
                (Role::Menu, Role::CheckBox) => Some(Role::MenuItemCheckBox),
                (Role::ListBox, Role::Button) => Some(Role::ListBoxOption),
                _ => None,
            };
            found.extend(role.map(|role| (id, role)));
            if !matches!(node.role(), Role::Menu | Role::ListBox) {
                below.extend(node.children());
            }
        }
    }
    found
}
