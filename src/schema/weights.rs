//! What was learned of parts and topics from headings and texts that say them: a linear model over groups of characters, made
//! by `index-schema/labels/learn.py`.
//!
//! A section's score for a label is the sum of the weights of the groups that stand in its heading, and in the beginning of its
//! text, each counted once. The scores give shares (softmax): how sure the model is.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::analysis::{MatchingForm, is_han};

const BUILT_IN: &str = include_str!("../../index-schema/labels/weights.txt");
/// So many bytes of a text are looked at: some 100 characters, in which it has said what it is about.
const TEXT_BYTES: usize = 300;
/// Weights are written as whole numbers, so many to one.
const UNIT: f32 = 20.0;
/// A label has a share of no less than this in what sub-sections say of their parent.
const LEAST_SHARE: f32 = 0.02;
/// The name of the class of sections without a label.
const NONE: &str = "-";

/// The models of parts and of topics.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Of what sections do.
    pub parts: Model,
    /// Of what they are about.
    pub topics: Model,
}

/// A linear model over groups of characters.
#[derive(Clone, Debug)]
pub struct Model {
    /// The names of the labels; none for that of sections without one.
    classes: Vec<Option<&'static str>>,
    /// What each label begins with.
    bias: Vec<f32>,
    headings: Table,
    texts: Table,
}

/// For each group of characters, by its code, the labels that it speaks for or against.
type Table = FxHashMap<u64, Box<[(u8, f32)]>>;

/// The groups of characters of a heading or of a text, each once: what both models look at.
#[derive(Clone, Debug)]
pub struct Groups(Vec<u64>);

/// How likely each label is for a section.
#[derive(Clone, Debug)]
pub struct Scores<'a> {
    classes: &'a [Option<&'static str>],
    /// On a scale of logarithms.
    scores: Vec<f32>,
}

/// What is likeliest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeliest {
    /// The label; none where having none is likeliest.
    pub label: Option<&'static str>,
    /// Its share of certainty, from 0 to 1.
    pub share: f32,
}

impl Scores<'_> {
    /// The scores with what the place of a section says for or against each label.
    pub fn with(mut self, says: impl Fn(Option<&str>) -> f32) -> Self {
        self.classes.iter().zip(&mut self.scores).for_each(|(class, score)| *score += says(*class));
        self
    }

    /// The share of certainty of each label, from 0 to 1.
    pub fn shares(&self) -> Vec<f32> {
        let highest = self.scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let raised: Vec<f32> = self.scores.iter().map(|score| (score - highest).exp()).collect();
        let sum: f32 = raised.iter().sum();
        raised.into_iter().map(|score| score / sum).collect()
    }

    /// The scores with what others say, whose shares count `weight` times.
    pub fn and(mut self, shares: &[f32], weight: f32) -> Self {
        for (score, share) in self.scores.iter_mut().zip(shares) {
            // Nobody is so sure that nothing could speak against it.
            *score += weight * share.max(LEAST_SHARE).ln();
        }
        self
    }

    /// The share of certainty that a section has no label.
    pub fn none(&self) -> f32 {
        let none = self.classes.iter().position(Option::is_none);
        none.map_or(0.0, |at| self.shares()[at])
    }

    /// The likeliest label, if there is any.
    pub fn likeliest(&self) -> Likeliest {
        let highest = self.scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = self.scores.iter().map(|score| (score - highest).exp()).sum();
        let best = (0..self.scores.len()).find(|&at| self.scores[at] >= highest);
        Likeliest { label: best.and_then(|at| self.classes[at]), share: if sum > 0.0 { 1.0 / sum } else { 0.0 } }
    }
}

impl Weights {
    /// The built-in models. They are read when a report is first labelled: who shows one needs none.
    pub(super) fn built_in() -> &'static LazyLock<Self> {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(Weights::read);
        &WEIGHTS
    }

    fn read() -> Self {
        let (parts, topics) = BUILT_IN.split_once("\ntopics\t").expect("parts, then topics");
        let parts = parts.split_once("\nparts\t").expect("comments, then parts").1;
        Self { parts: Model::parse(parts), topics: Model::parse(topics) }
    }
}

impl Model {
    /// A line of labels, then for each group of characters a line: where it stands (`h`, `t`), the group, and its weights
    /// (`c12a-3`: each label's letter and the weight). The group of the bias is empty.
    fn parse(text: &'static str) -> Self {
        let mut lines = text.lines();
        let names = lines.next().unwrap_or_default().split('\t');
        let classes: Vec<_> = names.map(|name| Some(name).filter(|name| *name != NONE)).collect();
        let mut bias = vec![0.0; classes.len()];
        let mut tables = [Table::default(), Table::default()];
        for line in lines {
            let mut cells = line.split('\t');
            let (place, group, weights) = (cells.next(), cells.next().unwrap_or_default(), cells.next());
            let mut weights = weights_of(weights.unwrap_or_default());
            weights.retain(|&(label, _)| usize::from(label) < classes.len());
            match group {
                "" => weights.iter().for_each(|&(label, weight)| bias[usize::from(label)] = weight),
                group => {
                    let code = code(&group.chars().collect::<Vec<_>>());
                    tables[usize::from(place == Some("t"))].insert(code, weights.into());
                }
            }
        }
        let [headings, texts] = tables;
        Self { classes, bias, headings, texts }
    }

    /// Its labels, in the order of their shares.
    pub fn labels(&self) -> impl Iterator<Item = Option<&'static str>> + '_ {
        self.classes.iter().copied()
    }

    /// What a section may be by its heading alone.
    pub fn of_heading(&self, heading: &Groups) -> Scores<'_> {
        let mut scores = Scores { classes: &self.classes, scores: self.bias.clone() };
        add(&self.headings, heading, &mut scores.scores);
        scores
    }

    /// What it may be by its heading and the text below it.
    pub fn with_text<'a>(&'a self, mut of_heading: Scores<'a>, text: &Groups) -> Scores<'a> {
        add(&self.texts, text, &mut of_heading.scores);
        of_heading
    }
}

impl Groups {
    /// Those of a heading.
    pub fn of_heading(heading: &str) -> Self {
        let mut chars = vec!['^'];
        bare(heading, &mut chars);
        chars.push('$');
        Self(once_each((1..=3).flat_map(|n| chars.windows(n)).map(code)))
    }

    /// Those of the text below it.
    pub fn of_text(text: &str) -> Self {
        let mut chars = Vec::with_capacity(TEXT_BYTES / 3);
        bare(&text[..text.floor_char_boundary(TEXT_BYTES)], &mut chars);
        Self(once_each(chars.windows(2).map(code)))
    }
}

fn once_each(codes: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut codes: Vec<u64> = codes.collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A number for up to three characters.
fn code(group: &[char]) -> u64 {
    group.iter().take(3).fold(0, |code, &c| code << 21 | u64::from(u32::from(c)))
}

fn add(table: &Table, groups: &Groups, scores: &mut [f32]) {
    for weights in groups.0.iter().filter_map(|group| table.get(group)) {
        weights.iter().for_each(|&(label, weight)| scores[usize::from(label)] += weight);
    }
}

/// `c12a-3`: the places of labels, and their weights.
fn weights_of(text: &str) -> Vec<(u8, f32)> {
    let mut weights = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.bytes().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |at| at + 1);
        let place =
            if letter.is_ascii_lowercase() { letter - b'a' } else { letter.wrapping_sub(b'A').wrapping_add(26) };
        weights.extend(rest[1..end].parse::<f32>().ok().map(|weight| (place, weight / UNIT)));
        rest = &rest[end..];
    }
    weights
}

/// The letters and digits of a text's matching form, runs of digits as one 0.
fn bare(text: &str, out: &mut Vec<char>) {
    for &c in MatchingForm::of(text).chars().iter().filter(|&&c| is_han(c) || c.is_alphanumeric()) {
        match c {
            '0'..='9' if out.last() == Some(&'0') => {}
            '0'..='9' => out.push('0'),
            c => out.push(c),
        }
    }
}
