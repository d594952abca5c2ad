//! Texts as they are compared: without accents, with one kind of apostrophe.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// A text without accents, and where its letters come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    pub text: String,
    /// For each character of `text` the place in the original of the character that it comes
    /// from, counted in characters. Empty where nothing has changed.
    origin: Vec<u32>,
}

impl Folded {
    #[must_use]
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { text: text.to_owned(), origin: Vec::new() };
        }
        let mut folded = Self::default();
        for (index, original) in text.chars().enumerate() {
            for letter in std::iter::once(original).nfd().filter(|letter| !is_combining_mark(*letter)) {
                for letter in plain(letter) {
                    folded.text.push(letter);
                    folded.origin.push(u32::try_from(index).unwrap_or(u32::MAX));
                }
            }
        }
        folded
    }

    /// The place in the original of a character of the folded text.
    #[must_use]
    pub fn origin(&self, index: u32) -> u32 {
        if self.origin.is_empty() { index } else { self.origin.get(index as usize).copied().unwrap_or(index) }
    }
}

/// What a letter without a mark is written with on any keyboard.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let several: &[char] = match letter {
        '’' | '‘' | 'ʼ' | '′' => &['\''],
        '\u{A0}' | '\u{202F}' => &[' '],
        '–' | '—' | '‑' => &['-'],
        'œ' => &['o', 'e'],
        'Œ' => &['O', 'E'],
        'æ' => &['a', 'e'],
        'Æ' => &['A', 'E'],
        'ß' => &['s', 's'],
        _ => &[],
    };
    several.iter().copied().chain(several.is_empty().then_some(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_apostrophes_and_ligatures_fold() {
        assert_eq!(Folded::new("Démarrer l’œuvre").text, "Demarrer l'oeuvre");
        assert_eq!(Folded::new("Straße – 5\u{202F}000").text, "Strasse - 5 000");
        // decomposed and composed are the same
        assert_eq!(Folded::new("e\u{301}te\u{301}").text, Folded::new("été").text);
    }

    #[test]
    fn every_letter_knows_where_it_comes_from() {
        let folded = Folded::new("Cœur é");
        let origins: Vec<u32> = (0..7).map(|index| folded.origin(index)).collect();
        assert_eq!(folded.text, "Coeur e");
        assert_eq!(origins, [0, 1, 1, 2, 3, 4, 5]);
        assert_eq!(Folded::new("plain").origin(3), 3);
    }
}
