//! The bar under which a recording is shown: play it, go to any moment, take it over, and go on.

use std::{sync::Arc, time::Duration};

use egui::{RichText, Role, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::SignedDuration;

use crate::{
    console::{
        commands::{Command, Env, Shown},
        context::{Cx, Task},
        kit::{self, Mark},
        playing::Control,
        session::Origin,
        theme::{self, Palette},
    },
    engine::Request,
    model::ArtifactRef,
    training::{Moment, Recording, told},
    words::Sentence,
};

/// What can be done with a recording that is shown; each is a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlayerDeed {
    PlayOrPause,
    /// To the next moment, and to the one before.
    Forward,
    Back,
    /// By hand from here on.
    TakeOver,
    /// Back to where it was taken over.
    GoOn,
    /// The recording is put away.
    Leave,
}

impl PlayerDeed {
    pub const ALL: [Self; 6] = [Self::PlayOrPause, Self::Back, Self::Forward, Self::TakeOver, Self::GoOn, Self::Leave];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::PlayOrPause => "command-player-play",
            Self::Forward => "command-player-forward",
            Self::Back => "command-player-back",
            Self::TakeOver => "command-player-take-over",
            Self::GoOn => "command-player-go-on",
            Self::Leave => "command-player-leave",
        }
    }

    /// Whether it can be done now.
    ///
    /// # Errors
    /// The reason why not.
    pub fn enabled(self, shown: Shown) -> Result<(), Sentence> {
        match (self, shown) {
            (_, Shown::Nothing) => Err(Sentence::new("why-not-no-recording")),
            (Self::Leave, _) => Ok(()),
            (Self::GoOn, Shown::Recording { .. }) => Err(Sentence::new("why-not-not-taken-over")),
            (Self::GoOn, Shown::TakenOver) => Ok(()),
            (_, Shown::TakenOver) => Err(Sentence::new("why-not-taken-over")),
            (Self::Back, Shown::Recording { first: true, .. }) => Err(Sentence::new("why-not-first-moment")),
            (Self::Forward, Shown::Recording { last: true, .. }) => Err(Sentence::new("why-not-last-moment")),
            (_, Shown::Recording { .. }) => Ok(()),
        }
    }
}

/// What is best looked at after a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookAt {
    /// The last message.
    Message,
    Items(Vec<ArtifactRef>),
}

/// How fast a recording is played.
const SPEEDS: [f64; 6] = [0.5, 1.0, 2.0, 4.0, 8.0, 16.0];
/// A pause in which nobody asks for anything is not shown longer than this, in seconds.
const PAUSE: f64 = 6.0;
/// How often the time moves on while it is played.
const STEP: Duration = Duration::from_millis(40);
/// Below this width, in points, what is said beside the slider goes under it.
const NARROW: f32 = 760.0;

/// The time of a recording as it is shown, in seconds: long pauses are shortened.
struct Axis {
    /// Where each moment stands in the recording and as it is shown, the beginning first and the end last.
    marks: Vec<(SignedDuration, f64)>,
}

impl Axis {
    fn new(recording: &Recording) -> Self {
        let mut marks = vec![(recording.begins(), 0.0)];
        let rest = recording.moments[recording.from..].iter().map(|moment| moment.at);
        for at in rest.chain([recording.lasts.max(recording.begins())]) {
            let (before, shown) = marks[marks.len() - 1];
            marks.push((at, shown + (at - before).as_secs_f64().clamp(0.0, PAUSE)));
        }
        Self { marks }
    }

    fn length(&self) -> f64 {
        self.marks.last().map_or(0.0, |(_, shown)| *shown)
    }

    /// Where a time of the recording is shown.
    fn shown(&self, at: SignedDuration) -> f64 {
        let next = self.marks.partition_point(|(it, _)| *it <= at);
        let (before, shown) = self.marks[next.saturating_sub(1)];
        match self.marks.get(next) {
            Some((next, end)) if *next > before => {
                let share = (at - before).as_secs_f64() / (*next - before).as_secs_f64();
                shown + share.clamp(0.0, 1.0) * (end - shown)
            }
            _ => shown,
        }
    }

    /// Which time of the recording is shown there.
    fn time(&self, shown: f64) -> SignedDuration {
        let next = self.marks.partition_point(|(_, it)| *it <= shown);
        let (before, start) = self.marks[next.saturating_sub(1)];
        match self.marks.get(next) {
            Some((next, end)) if *end > start => {
                let share = ((shown - start) / (end - start)).clamp(0.0, 1.0);
                let whole = (*next - before).as_secs_f64();
                before + SignedDuration::try_from_secs_f64(whole * share).unwrap_or(SignedDuration::ZERO)
            }
            _ => before,
        }
    }
}

enum State {
    Shown {
        control: Control,
        /// It plays, and this is where it was in the pass before, by the window's clock.
        plays: Option<f64>,
        /// Where it is, as it is shown, in seconds.
        at: f64,
    },
    /// It was taken over here.
    TakenOver(Moment),
}

/// A recording that is shown, or was taken over.
pub struct PlayerPanel {
    recording: Arc<Recording>,
    origin: Origin,
    axis: Axis,
    state: State,
    speed: usize,
    /// How many moments were past when what they did was shown last.
    followed: usize,
}

impl PlayerPanel {
    #[must_use]
    pub fn new(control: Control, origin: Origin, plays: bool) -> Self {
        let recording = control.recording();
        let axis = Axis::new(&recording);
        let moment = control.moment();
        let at = axis.shown(moment.at);
        let plays = plays.then_some(f64::NAN);
        Self { followed: moment.done, state: State::Shown { control, plays, at }, recording, origin, axis, speed: 1 }
    }

    #[must_use]
    pub fn recording(&self) -> &Arc<Recording> {
        &self.recording
    }

    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// What turns it, unless it was taken over.
    #[must_use]
    pub fn control(&self) -> Option<&Control> {
        match &self.state {
            State::Shown { control, .. } => Some(control),
            State::TakenOver(_) => None,
        }
    }

    /// Where it was taken over.
    #[must_use]
    pub fn left_at(&self) -> Option<Moment> {
        match &self.state {
            State::Shown { .. } => None,
            State::TakenOver(moment) => Some(*moment),
        }
    }

    pub fn taken_over(&mut self, moment: Moment) {
        self.state = State::TakenOver(moment);
    }

    /// For the commands.
    #[must_use]
    pub fn shown(&self) -> Shown {
        match &self.state {
            State::Shown { control, plays, .. } => {
                let moment = control.moment();
                Shown::Recording {
                    plays: plays.is_some(),
                    first: moment.done <= self.recording.from,
                    last: moment.done >= self.recording.moments.len(),
                }
            }
            State::TakenOver(_) => Shown::TakenOver,
        }
    }

    /// Does what is asked for with the recording itself.
    pub fn take(&mut self, deed: PlayerDeed) {
        let State::Shown { control, plays, at } = &mut self.state else { return };
        let done = control.moment().done;
        let to = match deed {
            PlayerDeed::PlayOrPause => {
                if plays.take().is_none() {
                    *plays = Some(f64::NAN);
                    if *at >= self.axis.length() {
                        // from its beginning, once more
                        *at = 0.0;
                        self.followed = self.recording.from;
                        control.go_to(self.recording.after(0));
                    }
                }
                return;
            }
            PlayerDeed::Forward => done + 1,
            PlayerDeed::Back => done.saturating_sub(1),
            PlayerDeed::TakeOver | PlayerDeed::GoOn | PlayerDeed::Leave => return,
        };
        *plays = None;
        let moment = self.recording.after(to);
        *at = self.axis.shown(moment.at);
        control.go_to(moment);
    }

    /// Lets time pass while it plays; `time` is the window's, in seconds. Whether it is still to be drawn.
    pub fn pass(&mut self, time: f64) -> Option<Duration> {
        let speed = SPEEDS[self.speed];
        let State::Shown { control, plays, at } = &mut self.state else { return None };
        let last = plays.as_mut()?;
        let before = std::mem::replace(last, time);
        // what takes longer is waited for
        if !before.is_nan() && !control.is_busy() {
            let end = self.axis.length();
            *at = (*at + (time - before).max(0.0) * speed).min(end);
            let moment = self.recording.moment_at(self.axis.time(*at));
            let seen = control.seen();
            if moment.done > seen.moment.done || seen.wakes.is_some_and(|wakes| wakes <= moment.at) {
                control.go_to(moment);
            } else {
                control.show_time(moment.at);
            }
            if *at >= end || control.failed().is_some() {
                control.go_to(moment);
                *plays = None;
                return None;
            }
        }
        Some(STEP)
    }

    /// What was played since it was asked last: the number of the moment, where it is new.
    pub fn news(&mut self) -> Option<usize> {
        let State::Shown { control, .. } = &self.state else { return None };
        if control.is_busy() {
            return None;
        }
        let done = control.seen().moment.done;
        let is_new = done != self.followed;
        self.followed = done;
        (is_new && done > self.recording.from).then(|| done - 1)
    }

    // ---- what is drawn

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
        match &self.state {
            State::TakenOver(moment) => {
                let number = Sentence::new("player-taken-over")
                    .with("number", moment.done - self.recording.from.min(moment.done))
                    .with("of", self.recording.moments.len() - self.recording.from);
                ui.horizontal_wrapped(|ui| {
                    Mark::Note.line(ui, &cx.say(&number));
                    for deed in [PlayerDeed::GoOn, PlayerDeed::Leave] {
                        text_button(ui, cx, env, deed);
                    }
                });
            }
            State::Shown { .. } => {
                self.row(ui, cx, env);
                self.caption(ui, cx);
            }
        }
    }

    fn row(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
        let narrow = ui.available_width() < NARROW;
        let place = self.place(cx);
        let all = |this: &mut Self, ui: &mut Ui| {
            use egui_material_icons::icons as i;
            let plays = matches!(&this.state, State::Shown { plays: Some(_), .. });
            icon_button(ui, cx, env, PlayerDeed::Back, i::ICON_SKIP_PREVIOUS.codepoint, PlayerDeed::Back.key());
            let (icon, key) = if plays {
                (i::ICON_PAUSE.codepoint, "player-pause")
            } else {
                (i::ICON_PLAY_ARROW.codepoint, "player-play")
            };
            icon_button(ui, cx, env, PlayerDeed::PlayOrPause, icon, key);
            icon_button(ui, cx, env, PlayerDeed::Forward, i::ICON_SKIP_NEXT.codepoint, PlayerDeed::Forward.key());
            this.choose_speed(ui, cx);
            if narrow {
                for deed in [PlayerDeed::TakeOver, PlayerDeed::Leave] {
                    text_button(ui, cx, env, deed);
                }
                ui.end_row();
                let label = theme::text_width(ui, place.as_str(), egui::FontId::proportional(theme::SMALL));
                this.slider(ui, cx, ui.available_width() - label - 24.0);
                ui.label(theme::weak(ui, &place));
                return;
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                for deed in [PlayerDeed::Leave, PlayerDeed::TakeOver] {
                    text_button(ui, cx, env, deed);
                }
                ui.label(theme::weak(ui, &place));
                this.slider(ui, cx, ui.available_width() - 8.0);
            });
        };
        if narrow {
            ui.horizontal_wrapped(|ui| all(self, ui));
        } else {
            ui.horizontal(|ui| all(self, ui));
        }
    }

    /// *Moment 3 of 12, 0:42 of 3:10*.
    fn place(&self, cx: &Cx<'_>) -> String {
        let State::Shown { control, at, .. } = &self.state else { return String::new() };
        let place = Sentence::new("player-place")
            .with("number", control.moment().done.saturating_sub(self.recording.from))
            .with("of", self.recording.moments.len() - self.recording.from)
            .with("time", minutes(*at))
            .with("length", minutes(self.axis.length()));
        cx.say(&place)
    }

    fn slider(&mut self, ui: &mut Ui, cx: &Cx<'_>, width: f32) {
        let State::Shown { control, plays, at } = &mut self.state else { return };
        let length = self.axis.length().max(0.001);
        ui.spacing_mut().slider_width = width.max(80.0);
        let mut to = *at;
        let slider = egui::Slider::new(&mut to, 0.0..=length).show_value(false).smart_aim(false).trailing_fill(true);
        let palette = Palette::of_ui(ui);
        // not in a scope of its own, which a wrapping row would not wrap
        let before = ui.style().clone();
        ui.visuals_mut().widgets.inactive.bg_fill = palette.line_strong;
        ui.visuals_mut().selection.bg_fill = palette.accent;
        let response = ui.add(slider);
        ui.set_style(before);
        // a line for each moment, under the rail
        let radius = response.rect.height() / 2.5;
        let rail = response.rect.shrink2(vec2(radius, 0.0));
        let y = response.rect.bottom() - 3.0..=response.rect.bottom() + 1.0;
        let marks = &self.axis.marks[1..self.axis.marks.len() - 1];
        for (_, shown) in marks {
            let x = egui::lerp(rail.x_range(), (shown / length) as f32);
            ui.painter().line_segment([pos2(x, *y.start()), pos2(x, *y.end())], Stroke::new(1.5, palette.text_weak));
        }
        let name = cx.text("player-position");
        response.widget_info(|| WidgetInfo::slider(true, to, name.as_str()));
        if response.changed() && (to - *at).abs() > f64::EPSILON {
            *plays = None;
            *at = to;
            control.go_to(self.recording.moment_at(self.axis.time(to)));
        }
        let near = marks.iter().position(|(_, shown)| {
            let x = egui::lerp(rail.x_range(), (shown / length) as f32);
            response.hover_pos().is_some_and(|pointer| (pointer.x - x).abs() < 4.0)
        });
        if let Some(index) = near {
            let text = self.title(cx, self.recording.from + index);
            response.on_hover_text(text);
        }
    }

    fn choose_speed(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let told = |speed: f64| {
            let speed = if speed < 1.0 { "½".to_owned() } else { format!("{speed:.0}") };
            cx.say(&Sentence::new("player-times").with("speed", speed))
        };
        let (name, shown) = (cx.text("player-speed"), told(SPEEDS[self.speed]));
        let combo = egui::ComboBox::from_id_salt("player speed").selected_text(shown.as_str()).width(56.0);
        let combo = combo.show_ui(ui, |ui| {
            for (index, speed) in SPEEDS.iter().enumerate() {
                if ui.selectable_label(self.speed == index, told(*speed)).clicked() {
                    self.speed = index;
                }
            }
        });
        combo.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, name.as_str());
            info.current_text_value = Some(shown.clone());
            info
        });
    }

    /// What a moment is called.
    fn title(&self, cx: &Cx<'_>, index: usize) -> String {
        let Some(moment) = self.recording.moments.get(index) else { return String::new() };
        let number = Sentence::new("player-moment")
            .with("number", index + 1 - self.recording.from)
            .with("what", told(&moment.request));
        cx.say(&number)
    }

    /// What the last moment was, and what is said to it.
    fn caption(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let State::Shown { control, .. } = &self.state else { return };
        let done = control.moment().done;
        let last = done.checked_sub(1).filter(|last| *last >= self.recording.from);
        let text = match last {
            None => cx.text("player-beginning"),
            Some(index) => {
                let title = self.title(cx, index);
                match self.recording.moments.get(index).and_then(|moment| moment.say.as_ref()) {
                    Some(say) => {
                        let said = say.get(cx.words.language()).replace('\n', " ");
                        cx.say(&Sentence::new("player-said").with("moment", title).with("said", said))
                    }
                    None => title,
                }
            }
        };
        let font = theme::semibold(theme::BODY);
        let shown = kit::lines(ui, &text, font, Palette::of_ui(ui).text, ui.available_width(), 2);
        ui.ctx().accesskit_node_builder(shown.id, |node| {
            node.set_role(egui::accesskit::Role::Status);
            node.set_label(text.as_str());
            node.set_live(egui::accesskit::Live::Polite);
        });
        if control.is_busy() {
            ui.label(theme::weak(ui, &cx.text("player-busy")));
        }
        if let Some(why) = control.failed() {
            Mark::Error.line(ui, &cx.say(&why));
        }
        let seen = control.seen();
        if let Some(first) = seen.differences.first() {
            let number = (first.index + 1).saturating_sub(self.recording.from);
            let sentence = Sentence::new("player-differs")
                .with("number", number)
                .with("what", first.what.clone())
                .with("more", seen.differences.len() - 1)
                .with("version", self.recording.by.as_str());
            Mark::Warning.line(ui, &cx.say(&sentence));
        } else if last.and_then(|last| self.recording.moments.get(last)).is_some_and(|moment| moment.refused) {
            Mark::Note.line(ui, &cx.text("player-refused"));
        }
    }

    /// What is best looked at after a moment.
    #[must_use]
    pub fn look_at(&self, index: usize) -> Option<LookAt> {
        match &self.recording.moments.get(index)?.request {
            Request::Publish { .. } | Request::Resubmit { .. } => Some(LookAt::Message),
            Request::Act { items, .. } => Some(LookAt::Items(items.clone())),
            _ => None,
        }
    }
}

/// Minutes and seconds, as a player shows them.
fn minutes(seconds: f64) -> String {
    let seconds = seconds.max(0.0).round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn icon_button(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, deed: PlayerDeed, icon: &str, key: &str) {
    let command = Command::Player(deed);
    let enabled = cx.enabled(command, env);
    let (name, palette) = (cx.text(key), Palette::of_ui(ui));
    let ink = if enabled.is_ok() { palette.text } else { palette.disabled_text };
    let padding = ui.spacing().button_padding;
    // an icon is higher than text, and all buttons of a row are equally high
    ui.spacing_mut().button_padding.y = padding.y - 2.0;
    let glyph: RichText = theme::glyph(icon).color(ink);
    let response = ui.add(egui::Button::new(glyph).min_size(vec2(theme::TARGET, theme::TARGET)));
    ui.spacing_mut().button_padding = padding;
    kit::button::soften(&response, Role::Button, &name, enabled.as_ref().err().map(String::as_str));
    if response.clicked() {
        cx.push(Task::Command(command));
    }
    if enabled.is_ok() {
        let key = command.shortcut().map(|it| cx.keys(ui.ctx(), &it)).unwrap_or_default();
        response.on_hover_ui(|ui| {
            ui.label(&name);
            ui.label(theme::weak(ui, &key));
        });
    }
}

fn text_button(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, deed: PlayerDeed) {
    let command = Command::Player(deed);
    let text = match deed {
        PlayerDeed::Leave => cx.text("player-leave"),
        deed => cx.text(deed.key()),
    };
    super::toolbar::button(ui, cx, env, command, &text, 0.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::{demonstration, scenario};

    #[test]
    fn a_long_pause_is_shortened_and_every_time_has_its_place() {
        let mut recording = demonstration(scenario(1).unwrap(), jiff::Timestamp::UNIX_EPOCH).unwrap();
        let hour = SignedDuration::from_hours(1);
        recording.moments.iter_mut().skip(1).for_each(|moment| moment.at += hour);
        recording.lasts += hour;
        let axis = Axis::new(&recording);
        assert!(axis.length() < 60.0, "{}", axis.length());
        for (at, shown) in axis.marks.clone() {
            assert!((axis.shown(at) - shown).abs() < 1e-6, "{at}");
            assert!((axis.time(shown) - at).abs() < SignedDuration::from_micros(1), "{at}");
        }
        let within = recording.moments[0].at + SignedDuration::from_mins(30);
        let there = axis.time(axis.shown(within));
        assert!((there - within).abs() < SignedDuration::from_millis(1), "{there}");
    }
}
