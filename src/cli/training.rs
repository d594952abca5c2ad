//! Scenarios from a terminal: for whoever keeps them in version control.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::Path,
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};

use super::{CheckArguments, Exit, PlayArguments};
use crate::{
    document::{self, ReadError},
    engine::{Fact, Outcome, Refusal, Report, Snapshot},
    routing::Delivery,
    training::{
        self, Came, CheckError, File, Lesson, LessonPlay, Play, PlayError, Player, Recording, Scenario, StepKind, Taken,
    },
    transport::Simulated,
    words::{Argument, Language, Sentence, Words},
};

/// Tells the findings of all files on the standard output, and on the standard error what cannot be read.
#[must_use]
pub fn check(arguments: &CheckArguments) -> Exit {
    let words = Words::new(Language::of_the_system());
    let (mut findings, mut unusable) = (0, 0);
    for path in &arguments.files {
        let checked =
            training::load_text(path).map_err(CheckError::from).and_then(|text| training::check(&text, Some(path)));
        match checked {
            Ok(found) => {
                findings += found.len();
                let lines: String = found.iter().map(|it| words.say(&it.sentence()) + "\n").collect();
                tell(&lines);
            }
            Err(error) => {
                unusable += 1;
                complain(&words, path, &error);
            }
        }
    }
    let summary = Sentence::new(if findings + unusable == 0 { "check-fine" } else { "check-summary" })
        .with("files", arguments.files.len())
        .with("findings", findings)
        .with("unusable", unusable);
    tell(&format!("{}\n", words.say(&summary)));
    match (unusable, findings) {
        (0, 0) => Exit::Fine,
        (0, _) => Exit::Refused,
        _ => Exit::Unusable,
    }
}

/// Plays a scenario and tells what becomes of its messages.
#[must_use]
pub fn play(arguments: &PlayArguments) -> Exit {
    let words = Words::new(Language::of_the_system());
    let path = &arguments.file;
    let read = training::load_text(path).and_then(|text| training::read_file(&text, Some(path)));
    let played = match read {
        Ok(File::Scenario(scenario)) => play_scenario(&scenario, arguments.expect, &words),
        Ok(File::Lesson(lesson)) => play_lesson(&lesson, arguments.expect, &words),
        Ok(File::Recording(recording)) => play_recording(*recording, arguments.expect, &words),
        Err(error) => Err(error.into()),
    };
    played.unwrap_or_else(|error| {
        complain(&words, path, &error);
        Exit::Unusable
    })
}

fn play_scenario(scenario: &Scenario, expect: bool, words: &Words) -> Result<Exit, CheckError> {
    let language = words.language();
    tell(&format!("{}\n{}\n", scenario.title.get(language), scenario.teaching.get(language)));
    let mut play = Play::new(scenario, Timestamp::UNIX_EPOCH)?;
    let (mut broken, mut as_meant) = (0, true);
    while let Some(taken) = play.step() {
        let number = Sentence::new("play-step").with("number", taken.index + 1).with("of", scenario.steps.len());
        let step = &scenario.steps[taken.index];
        let mut text = format!("\n{} {}\n", words.say(&number), step.say.get(language));
        happened(&mut text, &taken, matches!(step.kind, StepKind::Inject { .. }), words);
        if expect {
            broken += taken.broken.len();
            taken.broken.iter().for_each(|it| not_as_promised(&mut text, &it.sentence, words));
        }
        tell(&text);
        if !taken.came.as_meant() {
            as_meant = false;
            break;
        }
    }
    Ok(at_the_end(broken, as_meant, expect, words))
}

fn not_as_promised(text: &mut String, what: &Sentence, words: &Words) {
    let sentence = Sentence::new("play-broken").with("what", what.clone());
    let _ = writeln!(text, "  {}", words.say(&sentence));
}

/// What is told after the last step, and the exit code.
fn at_the_end(broken: usize, as_meant: bool, expect: bool, words: &Words) -> Exit {
    let kept = broken == 0 && as_meant;
    if expect {
        let key = if kept { "play-kept" } else { "play-not-kept" };
        tell(&format!("\n{}\n", words.say(&Sentence::new(key).with("count", broken))));
    }
    if kept { Exit::Fine } else { Exit::Refused }
}

fn play_lesson(lesson: &Lesson, expect: bool, words: &Words) -> Result<Exit, CheckError> {
    let language = words.language();
    tell(&format!("{}\n{}\n", lesson.title.get(language), lesson.teaching.get(language)));
    let mut play = LessonPlay::new(lesson, Timestamp::UNIX_EPOCH)?;
    let (mut broken, mut as_meant) = (0, true);
    while let Some(taken) = play.step() {
        let number = Sentence::new("play-step").with("number", taken.index + 1).with("of", lesson.steps.len());
        let mut text = format!("\n{} {}\n", words.say(&number), lesson.steps[taken.index].say.get(language));
        if let Some((question, answer)) = &taken.answer {
            let _ = writeln!(text, "  {}", words.say(&question.sentence()));
            let told = Sentence::new("play-answer").with("answer", answer.sentence(&question.parts()));
            let _ = writeln!(text, "  {}", words.say(&told));
        }
        // what became of messages that came stands with each of them
        if !taken.events.iter().any(|event| matches!(event.fact, Fact::Published { .. })) {
            for event in &taken.events {
                let _ = writeln!(text, "  {}", words.say(&event.fact.sentence()));
            }
        }
        for report in &taken.reports {
            of_message(&mut text, report, words);
        }
        if expect || !taken.done {
            broken += taken.broken.len();
            taken.broken.iter().for_each(|it| not_as_promised(&mut text, &it.sentence, words));
        }
        tell(&text);
        if !taken.done {
            as_meant = false;
            break;
        }
    }
    Ok(at_the_end(broken, as_meant, expect, words))
}

fn play_recording(recording: Recording, expect: bool, words: &Words) -> Result<Exit, CheckError> {
    let language = words.language();
    let recorded =
        Sentence::new("recording-by").with("version", recording.by.as_str()).with("time", recording.recorded);
    tell(&format!("{}\n{}\n", recording.title.get(language), words.say(&recorded)));
    let recording = Arc::new(recording);
    let mut player = Player::new(recording.clone(), Box::new(Simulated), 0).map_err(CheckError::Store)?;
    let shown = recording.moments.len() - recording.from;
    let (mut known, mut broken, mut as_meant) = (Known::default(), 0, true);
    loop {
        let played = match player.step() {
            Ok(Some(played)) => played,
            Ok(None) => break,
            Err(PlayError::Store(error)) => return Err(error.into()),
            Err(error) => {
                tell(&format!("\n{}\n", words.say(&error.sentence())));
                as_meant = false;
                break;
            }
        };
        let moment = &recording.moments[played.index];
        let reports = known.news(&player.snapshot());
        broken += played.differs.len();
        as_meant &= played.result.is_err() == moment.refused;
        let Some(number) = played.index.checked_sub(recording.from) else { continue };
        let place = Sentence::new("play-moment")
            .with("number", number + 1)
            .with("of", shown)
            .with("time", clock(moment.at - recording.begins()));
        let mut text = format!("\n{} {}\n", words.say(&place), words.say(&training::told(&moment.request)));
        if let Some(say) = &moment.say {
            let _ = writeln!(text, "  {}", say.get(language));
        }
        match &played.result {
            Err(refusal) => refused(&mut text, refusal, words),
            Ok(response) if reports.is_empty() => {
                for event in &response.events {
                    let _ = writeln!(text, "  {}", words.say(&event.fact.sentence()));
                }
            }
            Ok(_) => {}
        }
        for report in &reports {
            of_message(&mut text, report, words);
        }
        if expect {
            for what in &played.differs {
                let _ = writeln!(text, "  {}", words.say(&Sentence::new("play-differs").with("what", what.clone())));
            }
        }
        tell(&text);
    }
    let kept = broken == 0 && as_meant;
    if expect {
        let key = if kept { "play-as-recorded" } else { "play-not-as-recorded" };
        tell(&format!("\n{}\n", words.say(&Sentence::new(key).with("count", broken))));
        return Ok(if kept { Exit::Fine } else { Exit::Refused });
    }
    Ok(if as_meant { Exit::Fine } else { Exit::Refused })
}

/// The messages as they stood last.
#[derive(Default)]
struct Known(Vec<Arc<Report>>);

impl Known {
    /// Those that stand otherwise now, or are new.
    fn news(&mut self, snapshot: &Snapshot) -> Vec<Arc<Report>> {
        let before = std::mem::replace(&mut self.0, snapshot.reports.to_vec());
        let same = |it: &Arc<Report>| {
            before.iter().any(|before| {
                Arc::ptr_eq(before, it)
                    || (before.message.id == it.message.id && before.lines == it.lines && before.failure == it.failure)
            })
        };
        self.0.iter().filter(|it| !same(it)).cloned().collect()
    }
}

/// Minutes and seconds, as a player shows them.
fn clock(at: SignedDuration) -> String {
    let seconds = at.as_secs().max(0);
    match seconds / 3600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

/// What came of a step: who did not let it happen, what happened, and every message with its copies.
fn happened(text: &mut String, taken: &Taken, injected: bool, words: &Words) {
    match &taken.came {
        Came::Done if injected => {}
        Came::Done => {
            for event in &taken.events {
                let _ = writeln!(text, "  {}", words.say(&event.fact.sentence()));
            }
        }
        Came::Refused { refusal: why, .. } => refused(text, why, words),
        Came::NotThere(sentence) => {
            let _ = writeln!(text, "  {}", words.say(sentence));
        }
    }
    for report in &taken.reports {
        of_message(text, report, words);
    }
}

fn refused(text: &mut String, refusal: &Refusal, words: &Words) {
    let _ = writeln!(text, "  {}", words.say(&refusal.what));
    for reason in &refusal.reasons {
        let _ = writeln!(text, "    {}", words.say(&reason.sentence));
        if let Some(citation) = reason.citation {
            let _ = writeln!(text, "    {}", words.say(&citation.sentence()));
        }
    }
}

fn of_message(text: &mut String, report: &Report, words: &Words) {
    let _ = writeln!(text, "  {}", words.say(&report.summary()));
    for line in &report.lines {
        let Delivery { port, via, .. } = &line.delivery;
        let copy: Argument = match via {
            Some(via) => Sentence::new("who-gets-via").with("port", port).with("group", via).into(),
            None => port.into(),
        };
        let told = Sentence::new("play-copy").with("copy", copy).with("outcome", Sentence::new(line.outcome.key()));
        let _ = writeln!(text, "    {}", words.say(&told));
        let _ = writeln!(text, "      {}", words.say(&line.sentence(&report.message)));
        let _ = writeln!(text, "      {}", words.say(&line.citation().sentence()));
    }
    if matches!(report.failure, Some((_, Outcome::RoutingFailure))) {
        // who nearly got it, and why not
        for it in &report.explanation().not_delivered {
            let _ = writeln!(text, "    {}", words.say(&it.why.sentence(&it.port, it.via.as_ref())));
        }
        let _ = writeln!(text, "      {}", words.say(&Report::failure_citation().sentence()));
    }
}

fn tell(text: &str) {
    // whoever listened has heard enough
    let _ = io::stdout().write_all(text.as_bytes());
}

fn complain(words: &Words, path: &Path, error: &CheckError) {
    // what is right as a document is none of training, whatever its first field is
    let is_document = matches!(error, CheckError::Read(ReadError::Wrong { .. })) && document::load(path).is_ok();
    let sentence = if is_document {
        Sentence::new("check-document").with("file", path.display().to_string())
    } else {
        match error {
            CheckError::Read(ReadError::Wrong { place, mistake }) => {
                Sentence::new("check-finding").with("place", place.sentence()).with("what", mistake.sentence())
            }
            other => other.sentence(),
        }
    };
    eprintln!("sendport: {}", words.say(&sentence));
}
