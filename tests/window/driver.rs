//! The whole window with a person in front of it: finds what can be seen by its accessible name,
//! points, clicks and types. The engine runs inline by a clock that stands still, files lie in a
//! folder of the test's own, and the system's file dialogs answer what was laid down.

use std::path::{Path, PathBuf};

use egui::{
    Key, Modifiers, ViewportCommand,
    accesskit::{Role, Toggled},
};
use egui_kittest::{Harness, Node, kittest::NodeT as _};
use jiff::Timestamp;
use sendport::{
    console::{
        App, Start,
        files::{Answer, ScriptedDialogs},
        session::Driver,
        settings::{Settings, Theme},
    },
    engine::{Snapshot, VirtualClock},
    model::{MessageId, PortState},
    words::Language,
};

/// 2023-11-14, 22:13:20 UTC.
pub const NOW: Timestamp = Timestamp::constant(1_700_000_000, 0);

/// How a window is opened.
pub struct Opening {
    pub language: Language,
    pub theme: Theme,
    pub size: [f32; 2],
    pub scenario: Option<u32>,
    pub open: Option<PathBuf>,
    /// What the system's file dialogs answer, in this order.
    pub answers: Vec<Answer>,
    pub settings: Settings,
    /// Where the settings are kept.
    pub settings_path: Option<PathBuf>,
    /// Where unsaved work is kept.
    pub recovery: Option<PathBuf>,
}

impl Default for Opening {
    fn default() -> Self {
        Self {
            language: Language::English,
            theme: Theme::Light,
            size: [1280.0, 800.0],
            scenario: None,
            open: None,
            answers: Vec::new(),
            settings: Settings::default(),
            settings_path: None,
            recovery: None,
        }
    }
}

impl Opening {
    pub fn scenario(number: u32) -> Self {
        Self { scenario: Some(number), ..Self::default() }
    }

    pub fn file(path: &Path) -> Self {
        Self { open: Some(path.to_owned()), ..Self::default() }
    }

    /// The next file dialogs answer with these paths.
    pub fn answering(mut self, paths: &[&Path]) -> Self {
        self.answers.extend(paths.iter().map(|path| Answer::Path(path.to_path_buf())));
        self
    }

    pub fn start(self) -> Window {
        let clock = VirtualClock::new(NOW);
        let driver = Driver::Inline(clock.clone());
        let kept = self
            .settings_path
            .as_deref()
            .filter(|path| path.exists() && self.settings == Settings::default())
            .map(Settings::load);
        let kept = kept.unwrap_or(self.settings);
        let settings = Settings { language: Some(self.language), theme: self.theme, ..kept };
        let theme = if self.theme == Theme::Dark { egui::Theme::Dark } else { egui::Theme::Light };
        let harness = Harness::builder().with_size(self.size).with_theme(theme).with_step_dt(0.02).with_max_steps(24);
        let mut harness = harness.build_eframe(move |cc| {
            let start = Start {
                driver,
                files: Box::new(ScriptedDialogs::new(self.answers)),
                settings,
                settings_path: self.settings_path,
                recovery: self.recovery,
                open: self.open,
                scenario: self.scenario,
            };
            let app = App::new(cc, start).expect("a MessageBox in memory");
            cc.egui_ctx.all_styles_mut(|style| {
                style.animation_time = 0.0;
                style.visuals.text_cursor.blink = false;
            });
            app
        });
        harness.run();
        Window { harness, clock }
    }
}

pub struct Window {
    pub harness: Harness<'static, App>,
    pub clock: VirtualClock,
}

/// Opens the window as it comes up, on *Order fan-out*.
pub fn window() -> Window {
    Opening::default().start()
}

/// What reacts to a click.
const CLICKABLE: [Role; 13] = [
    Role::Button,
    Role::MenuItem,
    Role::MenuItemRadio,
    Role::MenuItemCheckBox,
    Role::ListBoxOption,
    Role::TreeItem,
    Role::Tab,
    Role::RadioButton,
    Role::CheckBox,
    Role::ComboBox,
    Role::DisclosureTriangle,
    Role::Row,
    Role::Link,
];

const FIELDS: [Role; 4] = [Role::TextInput, Role::MultilineTextInput, Role::SpinButton, Role::ComboBox];

impl Window {
    // ---- looking

    pub fn snapshot(&self) -> &Snapshot {
        self.harness.state().snapshot()
    }

    pub fn title(&self) -> &str {
        self.harness.state().window_title()
    }

    /// The dialog on top, or the whole window.
    fn top(&self) -> Node<'_> {
        let modal = |node: &Node<'_>| node.accesskit_node().role() == Role::Dialog && node.accesskit_node().is_modal();
        self.harness.root().children_recursive().filter(modal).last().unwrap_or_else(|| self.harness.root())
    }

    /// The title of the dialog on top.
    pub fn dialog(&self) -> Option<String> {
        self.top().accesskit_node().label().filter(|_| self.top().accesskit_node().role() == Role::Dialog)
    }

    /// Menus and lists that hang over everything, the innermost first.
    fn popups(&self) -> Vec<Node<'_>> {
        // the bar of menus is one too: it begins at the top of the window
        let is_bar = |node: &Node<'_>| {
            let mut buttons = node.children_recursive().filter(|node| node.accesskit_node().role() == Role::Button);
            buttons.next().is_some_and(|first| first.rect().top() < 12.0)
        };
        let hangs =
            |node: &Node<'_>| matches!(node.accesskit_node().role(), Role::Menu | Role::ListBox) && !is_bar(node);
        let mut popups: Vec<_> = self.harness.root().children_recursive().filter(hangs).collect();
        popups.reverse();
        popups
    }

    pub fn named(&self, wanted: &dyn Fn(&str) -> bool, roles: &[Role]) -> Vec<Node<'_>> {
        let fits = |node: &Node<'_>| {
            let node = node.accesskit_node();
            roles.contains(&node.role()) && node.label().is_some_and(|label| wanted(&label))
        };
        for popup in self.popups() {
            let found: Vec<_> = popup.children_recursive().filter(fits).collect();
            if !found.is_empty() {
                return found;
            }
        }
        self.top().children_recursive().filter(fits).collect()
    }

    /// The only thing of this name that reacts to a click, in the menu or the dialog on top if
    /// there is one.
    #[track_caller]
    pub fn control(&self, label: &str) -> Node<'_> {
        self.one(label, &CLICKABLE)
    }

    #[track_caller]
    pub fn field(&self, label: &str) -> Node<'_> {
        self.one(label, &FIELDS)
    }

    #[track_caller]
    fn one(&self, label: &str, roles: &[Role]) -> Node<'_> {
        let mut found = self.named(&|it| it == label, roles);
        assert!(found.len() == 1, "{} times “{label}” in:\n{}", found.len(), self.text());
        found.remove(0)
    }

    pub fn has(&self, label: &str) -> bool {
        !self.named(&|it| it == label, &CLICKABLE).is_empty()
    }

    pub fn is_greyed(&self, label: &str) -> bool {
        self.control(label).accesskit_node().is_disabled()
    }

    /// What a screen reader tells of a control beside its name.
    #[track_caller]
    pub fn description(&self, label: &str) -> String {
        self.control(label).accesskit_node().description().unwrap_or_default()
    }

    /// The row of the list that begins with this name.
    #[track_caller]
    pub fn row(&self, name: &str) -> Node<'_> {
        let start = format!("{name}, ");
        let mut rows = self.named(&|it| it.starts_with(&start) || it == name, &[Role::Row]);
        assert!(rows.len() == 1, "{} rows of {name} in:\n{}", rows.len(), self.text());
        rows.remove(0)
    }

    /// The names in the list that are selected.
    pub fn selected(&self) -> Vec<String> {
        let name = |row: &String| row.split(", ").next().unwrap_or_default().to_owned();
        self.selected_rows().iter().map(name).collect()
    }

    /// All that is said of the rows that are selected.
    pub fn selected_rows(&self) -> Vec<String> {
        self.named(&|_| true, &[Role::Row])
            .iter()
            .filter(|row| {
                let row = row.accesskit_node();
                row.is_selected() == Some(true) || row.toggled() == Some(Toggled::True)
            })
            .filter_map(|row| row.accesskit_node().label())
            .collect()
    }

    /// The node of the tree on the left.
    #[track_caller]
    pub fn node(&self, label: &str) -> Node<'_> {
        let mut found: Vec<_> = self
            .harness
            .root()
            .children_recursive()
            .filter(|node| node.accesskit_node().role() == Role::TreeItem)
            .filter(|node| node.accesskit_node().label().as_deref() == Some(label))
            .collect();
        assert!(found.len() == 1, "{} nodes “{label}” in:\n{}", found.len(), self.text());
        found.remove(0)
    }

    /// Everything that is written, a line for each name and each value.
    pub fn text(&self) -> String {
        let top = self.top();
        let mut lines = Vec::new();
        for node in top.children_recursive() {
            let node = node.accesskit_node();
            let grey = if node.is_disabled() { " (greyed)" } else { "" };
            for text in [node.label(), node.value()].into_iter().flatten() {
                lines.push(format!("{:?}: {text}{grey}", node.role()));
            }
        }
        lines.join("\n")
    }

    /// Whether something is written, in the dialog on top if there is one.
    pub fn shows(&self, text: &str) -> bool {
        self.top().children_recursive().any(|node| {
            let node = node.accesskit_node();
            [node.label(), node.value()].into_iter().flatten().any(|it| it.contains(text))
        })
    }

    #[track_caller]
    pub fn assert_shows(&self, text: &str) {
        assert!(self.shows(text), "“{text}” is not in:\n{}", self.text());
    }

    pub fn focused(&self) -> Option<String> {
        let mut nodes = self.harness.root().children_recursive().filter(|node| node.accesskit_node().is_focused());
        nodes.next().map(|node| node.accesskit_node().label().unwrap_or_default())
    }

    pub fn state_of(&self, port: &str) -> PortState {
        self.snapshot().group.send_ports[&port.into()].state
    }

    pub fn state_of_group(&self, group: &str) -> PortState {
        self.snapshot().group.send_port_groups[&group.into()].state
    }

    pub fn last_message(&self) -> MessageId {
        self.snapshot().reports.last().expect("a message").message.id
    }

    /// Where the pointer would go for a row, and for anything else that is written.
    #[track_caller]
    pub fn place(&self, text: &str) -> egui::Pos2 {
        let fits = |node: &Node<'_>| {
            let node = node.accesskit_node();
            [node.label(), node.value()].into_iter().flatten().any(|it| it == text)
        };
        let found: Vec<_> = self.top().children_recursive().filter(fits).collect();
        assert!(!found.is_empty(), "“{text}” is not in:\n{}", self.text());
        found[0].rect().center()
    }

    /// What the pointer looks like.
    pub fn cursor(&self) -> egui::CursorIcon {
        self.harness.output().platform_output.cursor_icon
    }

    // ---- doing

    /// Takes hold of something and moves it there; it is let go by [`Self::let_go`].
    pub fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        self.harness.event(egui::Event::PointerMoved(from));
        self.harness.step();
        self.harness.event(egui::Event::PointerButton {
            pos: from,
            button: egui::PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        });
        self.harness.step();
        for part in [0.1, 0.5, 1.0] {
            self.harness.event(egui::Event::PointerMoved(from + (to - from) * part));
            self.harness.step();
        }
        self.run();
    }

    /// Moves what is held on.
    pub fn drag_on(&mut self, to: egui::Pos2) {
        self.harness.event(egui::Event::PointerMoved(to));
        self.harness.step();
        self.run();
    }

    pub fn let_go(&mut self, at: egui::Pos2) {
        self.harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed: false,
            modifiers: Modifiers::NONE,
        });
        self.run();
    }

    #[track_caller]
    pub fn run(&mut self) {
        self.harness.run();
    }

    #[track_caller]
    pub fn click(&mut self, label: &str) {
        self.click_one(label, &CLICKABLE);
    }

    /// What is scrolled out of sight is scrolled to first, as a person does.
    #[track_caller]
    fn click_one(&mut self, label: &str, roles: &[Role]) {
        self.one(label, roles).scroll_to_me();
        self.run();
        self.one(label, roles).click();
        self.run();
    }

    /// Closes the dialog on top by its last button.
    #[track_caller]
    pub fn dismiss(&mut self) {
        assert!(self.dialog().is_some(), "there is no dialog");
        self.named(&|it| it == "Close", &[Role::Button]).last().expect("a button Close").click();
        self.run();
    }

    /// Clicks one after the other, as one walks through menus.
    #[track_caller]
    pub fn walk(&mut self, labels: &[&str]) {
        for label in labels {
            self.click(label);
        }
    }

    #[track_caller]
    pub fn click_row(&mut self, name: &str) {
        self.row(name).click();
        self.run();
    }

    #[track_caller]
    pub fn click_row_with(&mut self, name: &str, modifiers: Modifiers) {
        self.row(name).click_modifiers(modifiers);
        self.run();
    }

    #[track_caller]
    pub fn menu_of_row(&mut self, name: &str) {
        self.row(name).click_secondary();
        self.run();
    }

    /// Opens the menu of the first of these in the log, at the bottom.
    #[track_caller]
    pub fn menu_of_line(&mut self, part: &str) {
        let mut lines = self.named(&|it| it.contains(part), &[Role::Button]);
        lines.retain(|line| line.rect().top() > 600.0);
        assert!(!lines.is_empty(), "no “{part}” in:\n{}", self.text());
        lines[0].click_secondary();
        drop(lines);
        self.run();
    }

    #[track_caller]
    pub fn menu_of_node(&mut self, label: &str) {
        self.node(label).click_secondary();
        self.run();
    }

    #[track_caller]
    pub fn click_node(&mut self, label: &str) {
        self.node(label).click();
        self.run();
    }

    /// Replaces what stands in a field.
    #[track_caller]
    pub fn fill(&mut self, label: &str, text: &str) {
        self.click_one(label, &FIELDS);
        self.press_with(Modifiers::COMMAND, Key::A);
        if text.is_empty() {
            self.press(Key::Delete);
        }
        self.write(text);
    }

    /// Types wherever the focus is.
    pub fn write(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.run();
    }

    /// Opens a list of choices and takes one.
    #[track_caller]
    pub fn choose(&mut self, label: &str, choice: &str) {
        self.click_one(label, &FIELDS);
        self.click(choice);
    }

    #[track_caller]
    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    #[track_caller]
    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    #[track_caller]
    pub fn ctrl(&mut self, key: Key) {
        self.press_with(Modifiers::COMMAND, key);
    }

    /// Tabs until something of this name has the focus.
    #[track_caller]
    pub fn tab_to(&mut self, label: &str) {
        for _ in 0..80 {
            if self.focused().as_deref() == Some(label) {
                return;
            }
            self.press(Key::Tab);
        }
        panic!("the Tab key does not get to “{label}” in:\n{}", self.text());
    }

    /// Drops a file of the system on the window.
    pub fn drop_file(&mut self, path: &Path) {
        #[derive(Debug)]
        struct Dropped(PathBuf);
        impl egui::DroppedFile for Dropped {
            fn path(&self) -> &Path {
                &self.0
            }
            fn bytes(&self) -> Result<Vec<u8>, String> {
                std::fs::read(&self.0).map_err(|error| error.to_string())
            }
        }
        self.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.to_owned())));
        self.run();
    }

    /// Closes the window by its cross; returns whether it may go.
    pub fn close(&mut self) -> bool {
        let viewport = self.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        viewport.events.push(egui::ViewportEvent::Close);
        self.harness.step();
        let stays = self.commands().contains(&ViewportCommand::CancelClose);
        self.run();
        !stays
    }

    /// What the window has asked of the system in the last pass.
    pub fn commands(&self) -> Vec<ViewportCommand> {
        self.harness.output().viewport_output[&egui::ViewportId::ROOT].commands.clone()
    }

    /// Presses a key and tells whether the window then asks the system to close it.
    pub fn quits_after(&mut self, act: impl FnOnce(&mut Self)) -> bool {
        act(self);
        for _ in 0..4 {
            if self.commands().contains(&ViewportCommand::Close) {
                return true;
            }
            self.harness.step();
        }
        false
    }

    /// Injects what stands in the panel.
    #[track_caller]
    pub fn inject(&mut self) {
        self.click("Inject");
    }
}

// ---- the Suspended view

impl Window {
    /// Chooses a cause by what its row begins with; of several the first one.
    #[track_caller]
    pub fn choose_cause(&mut self, start: &str) {
        let found = self.named(&|it| it.starts_with(start), &[Role::Row]);
        assert!(!found.is_empty(), "no “{start}” in:\n{}", self.text());
        found[0].click();
        drop(found);
        self.run();
    }

    /// Clicks the first of several buttons of this name.
    #[track_caller]
    pub fn click_first(&mut self, name: &str) {
        assert!(!self.named(&|it| it == name, &[Role::Button]).is_empty(), "no “{name}” in:\n{}", self.text());
        self.named(&|it| it == name, &[Role::Button])[0].scroll_to_me();
        self.run();
        self.named(&|it| it == name, &[Role::Button])[0].click();
        self.run();
    }
}

impl Window {
    /// The names in the list, from top to bottom.
    pub fn rows(&self) -> Vec<String> {
        let mut rows = self.named(&|_| true, &[Role::Row]);
        rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
        rows.iter()
            .filter_map(|row| row.accesskit_node().label())
            .map(|label| label.split(", ").next().unwrap_or_default().to_owned())
            .collect()
    }

    /// Clicks the title of a column above rows; of several tables the last one.
    #[track_caller]
    pub fn click_title(&mut self, text: &str) {
        let rows: Vec<_> = self.named(&|_| true, &[Role::Row]).iter().map(Node::rect).collect();
        let fits = |node: &Node<'_>| {
            let it = node.accesskit_node();
            it.role() == Role::ColumnHeader && it.label().as_deref() == Some(text)
        };
        let above = |title: &Node<'_>| {
            let title = title.rect();
            let under = |row: &egui::Rect| row.left() <= title.left() + 1.0 && title.right() <= row.right() + 1.0;
            rows.iter().any(|row| under(row) && title.bottom() <= row.top() + 1.0)
        };
        let title = self.harness.root().children_recursive().filter(fits).filter(above).last();
        title.unwrap_or_else(|| panic!("no column {text}")).click();
        self.run();
    }

    /// Clicks without waiting for what follows.
    #[track_caller]
    pub fn step_click(&mut self, label: &str) {
        self.control(label).click();
        self.harness.step();
    }
}

// ---- where things are

impl Window {
    /// The controls at the top, with their places.
    pub fn bar(&self) -> Vec<(String, egui::Rect)> {
        self.named(&|_| true, &CLICKABLE)
            .iter()
            .filter(|node| node.rect().center().y < 24.0)
            .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
            .collect()
    }

    /// Where the list stands.
    pub fn table(&self) -> Option<egui::Rect> {
        self.named(&|_| true, &[Role::Table]).first().map(Node::rect)
    }

    /// Where a heading stands.
    pub fn heading(&self, text: &str) -> Option<egui::Rect> {
        self.named(&|it| it == text, &[Role::Heading]).first().map(Node::rect)
    }
}

// ---- the list of what was found

impl Window {
    /// What was found, from top to bottom.
    pub fn options(&self) -> Vec<String> {
        let options = self.named(&|_| true, &[Role::ListBoxOption]);
        options.iter().filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// The one that Enter takes.
    pub fn option(&self) -> Option<String> {
        let options = self.named(&|_| true, &[Role::ListBoxOption]);
        let chosen = options.iter().find(|node| node.accesskit_node().is_selected() == Some(true))?;
        chosen.accesskit_node().label()
    }

    /// Why the one of this name is greyed.
    pub fn option_is_greyed(&self, start: &str) -> Option<String> {
        let options = self.named(&|it| it.starts_with(start), &[Role::ListBoxOption]);
        let option = options.first()?.accesskit_node();
        if option.is_disabled() { option.description() } else { None }
    }

    /// What is told beside the name of an option.
    pub fn option_is_told(&self, start: &str) -> String {
        let options = self.named(&|it| it.starts_with(start), &[Role::ListBoxOption]);
        options.first().and_then(|option| option.accesskit_node().description()).unwrap_or_default()
    }

    #[track_caller]
    pub fn click_option(&mut self, start: &str) {
        self.named(&|it| it.starts_with(start), &[Role::ListBoxOption]).first().expect("an option").click();
        self.run();
    }

    /// Lets time pass for what happens by itself.
    pub fn wait(&mut self, seconds: f64) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + seconds);
        self.run();
    }

    /// What a button copies.
    #[track_caller]
    pub fn copied_by(&mut self, label: &str) -> String {
        self.control(label).click();
        for _ in 0..6 {
            self.harness.step();
            let commands = &self.harness.output().platform_output.commands;
            let text = commands.iter().find_map(|command| match command {
                egui::OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(text) = text {
                self.run();
                return text;
            }
        }
        panic!("“{label}” copies nothing");
    }
}

// ---- the details

impl Window {
    /// The names of all links, from top to bottom.
    pub fn links(&self) -> Vec<String> {
        let mut links = self.named(&|_| true, &[Role::Link]);
        links.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
        links.iter().filter_map(|link| link.accesskit_node().label()).collect()
    }

    /// How often exactly this is written.
    pub fn written(&self, text: &str) -> usize {
        let fits = |node: &Node<'_>| {
            let node = node.accesskit_node();
            node.label().or_else(|| node.value()).is_some_and(|it| it == text)
        };
        self.top().children_recursive().filter(fits).count()
    }

    /// Whether the page of this name is chosen in the dialog on top.
    pub fn is_chosen(&self, page: &str) -> bool {
        let fits = |it: &str| it == page;
        self.named(&fits, &[Role::Tab]).iter().any(|tab| tab.accesskit_node().is_selected() == Some(true))
    }

    /// Where a pane stands.
    pub fn pane(&self, name: &str) -> Option<egui::Rect> {
        self.named(&|it| it == name, &[Role::Pane]).first().map(Node::rect)
    }
}
