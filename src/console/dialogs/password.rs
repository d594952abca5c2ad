//! A field for a password, with where it is known and whether the keyring of the system keeps it. What
//! is typed goes to no document.

use egui::{TextEdit, Ui};

use crate::{
    console::{
        context::{Cx, Task},
        kit::{Form, form::Row},
        worker::Job,
    },
    transport::{Account, Known, Secrets},
    words::Sentence,
};

/// What becomes of a password that was typed.
pub enum Keep {
    /// In memory, until the program ends.
    Run(String),
    /// There, and in the keyring.
    Keyring(String),
    /// It is taken out of the keyring; of what was typed it is known in this run.
    NoKeyring(String),
}

/// The field of one account.
#[derive(Default)]
pub struct PasswordField {
    typed: String,
    /// As the tick was set here; `None`: as it was found.
    keyring: Option<bool>,
    account: Option<Account>,
    asking: Option<Job<Known>>,
    known: Option<Known>,
    /// Why there is no keyring, as was found last: that is the same for every account.
    no_keyring: Option<String>,
}

impl PasswordField {
    /// What was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether it is known anywhere; `None` while that is looked for.
    #[must_use]
    pub fn is_known(&self) -> Option<bool> {
        self.known.as_ref().map(Known::somewhere)
    }

    /// Looks where the password of this account is known, once for each account.
    pub fn look(&mut self, cx: &Cx<'_>, account: &Account) {
        if self.account.as_ref() != Some(account) {
            self.account = Some(account.clone());
            self.known = None;
            let account = account.clone();
            let find = move |_: &_| Secrets::of_this_run().known(&account, Secrets::PATIENCE);
            self.asking = Some(cx.worker.run("keyring", find));
        }
        if let Some(known) = self.asking.as_mut().and_then(Job::take) {
            self.no_keyring = known.keyring.as_ref().err().cloned();
            self.known = Some(known);
            self.asking = None;
        }
    }

    /// Draws the field and the tick.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, label: &str, account: &Account) {
        self.look(cx, account);
        let below = match &self.known {
            // what stands below does not move while a name is typed
            None => cx.text("password-looking"),
            Some(known) if known.run => cx.text("password-in-this-run"),
            Some(Known { keyring: Ok(true), .. }) => cx.text("password-in-the-keyring"),
            Some(_) => cx.text("password-unknown"),
        };
        let (typed, read_only) = (&mut self.typed, form.why_read_only().is_some());
        form.row(ui, &Row::new(label, "").below(&below), |ui, label| {
            let field = TextEdit::singleline(typed).password(true).desired_width(220.0).interactive(!read_only);
            ui.add(field).labelled_by(label)
        });
        let none = match (&self.no_keyring, &self.known) {
            (Some(why), _) => Some(cx.say(&Sentence::new("password-no-keyring").with("why", why.as_str()))),
            (None, None) => Some(cx.text("password-looking")),
            (None, Some(_)) => None,
        };
        let found = self.known.as_ref().is_some_and(|it| it.keyring == Ok(true));
        let mut keep = self.keyring.unwrap_or(found) && none.is_none();
        let tick = cx.say(&Sentence::new("password-keep").with("setting", label));
        form.checkbox(ui, &Row::new(&tick, "").disabled(none.as_deref()), &mut keep);
        if none.is_none() && keep != self.keyring.unwrap_or(found) {
            self.keyring = Some(keep);
        }
    }

    /// Keeps what was typed, as it was ticked.
    pub fn keep(&self, cx: &Cx<'_>) {
        let Some(account) = self.account.clone() else { return };
        let found = self.known.as_ref().is_some_and(|it| it.keyring == Ok(true));
        let keep = match self.keyring {
            Some(false) if found => Keep::NoKeyring(self.typed.clone()),
            Some(true) if !found => Keep::Keyring(self.typed.clone()),
            _ if self.typed.is_empty() => return,
            _ if found => Keep::Keyring(self.typed.clone()),
            _ => Keep::Run(self.typed.clone()),
        };
        cx.push(Task::KeepPassword { account, keep });
    }
}

impl Keep {
    /// Keeps in memory what was typed.
    pub fn remember(&self, account: &Account) {
        let (Self::Run(secret) | Self::Keyring(secret) | Self::NoKeyring(secret)) = self;
        if !secret.is_empty() {
            Secrets::of_this_run().put(account, secret);
        }
    }

    #[must_use]
    pub fn concerns_keyring(&self) -> bool {
        !matches!(self, Self::Run(_))
    }

    /// Does in the keyring what is to be done there. May take a moment: not for the thread of the window.
    ///
    /// # Errors
    /// What the keyring said.
    pub fn in_keyring(&self, account: &Account) -> Result<(), String> {
        let secrets = Secrets::of_this_run();
        match self {
            Self::Run(_) => Ok(()),
            // one that was given before can be kept without typing it again
            Self::Keyring(_) => match secrets.find(account, Secrets::PATIENCE) {
                Some(secret) => secrets.save(account, &secret, Secrets::PATIENCE),
                None => Ok(()),
            },
            Self::NoKeyring(_) => secrets.remove(account, Secrets::PATIENCE),
        }
    }
}
