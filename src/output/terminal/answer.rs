//! Hits, report by report.

use std::io;

use super::page::{QUIET, Terminal, shown};
use crate::answer::{Answer, Contribution, Excerpt, Hit, Neighbour, Reason, ReportHits, Total};
use crate::message;
use crate::messages::Message;
use crate::output::known::page_or_row;
use crate::output::wrap::{columns, fit, wrap};
use crate::query::Expansion;

impl Terminal<'_> {
    /// The answer of `search`.
    pub fn answer(&mut self, answer: &Answer) -> io::Result<()> {
        for report in &answer.reports {
            self.report(report)?;
            writeln!(self.out)?;
        }
        self.totals(&answer.counted)?;
        for Expansion { phrase, others } in &answer.expanded {
            self.say(message!("looked-for-as", phrase = phrase, others = shown(&others.join("、"))))?;
        }
        if let Some(apart) = answer.apart.filter(|apart| apart.reports > 0) {
            let (sections, reports) =
                (message!("sections", n = apart.sections), message!("reports", n = apart.reports));
            self.say(message!("stand-apart", sections = sections, reports = reports))?;
        }
        Ok(())
    }

    /// What a loose search would find.
    pub fn loosely(&mut self, total: &Total) -> io::Result<()> {
        self.say(message!("hold-much", passages = message!("passages", n = total.passages)))
    }

    fn report(&mut self, report: &ReportHits) -> io::Result<()> {
        self.heading(&report.path, &report.metadata)?;
        let mut section = None;
        for hit in &report.hits {
            let is_first = section.is_none();
            let here = (&hit.section, hit.page, &hit.row);
            if section != Some(here) && !(is_first && hit.section.is_empty() && hit.page.is_none() && hit.row.is_none())
            {
                let row = hit.row.as_ref().map(|row| (row.sheet.as_str(), row.number));
                let page = page_or_row(hit.page, row).map(|page| shown(&self.said(page))).unwrap_or_default();
                let path = match hit.section.as_slice() {
                    [] => self.said(message!("opening")),
                    section => shown(&section.join(" › ")),
                };
                let path = fit(&path, self.width() - 2 - columns(&page));
                writeln!(self.out, "  {QUIET}{path}{page}{QUIET:#}")?;
            }
            section = Some(here);
            if hit.boilerplate {
                let said = self.said(message!("boilerplate"));
                writeln!(self.out, "  {QUIET}{said}{QUIET:#}")?;
            }
            if hit.recognised {
                let said = self.said(message!("recognised"));
                writeln!(self.out, "  {QUIET}{said}{QUIET:#}")?;
            }
            self.beside(&hit.context.before)?;
            self.hit(hit)?;
            self.beside(&hit.context.after)?;
        }
        let more = report.total - report.hits.len();
        if more > 0 {
            let said = self.said(message!("more-passages", n = more));
            writeln!(self.out, "    {QUIET}{said}{QUIET:#}")?;
        }
        Ok(())
    }

    /// Passages beside a hit.
    fn beside(&mut self, passages: &[Neighbour]) -> io::Result<()> {
        for Neighbour { number, text, recognised } in passages {
            let text = self.marked(text, *recognised);
            write!(self.out, "{QUIET}")?;
            self.numbered(*number, &text, &[])?;
            write!(self.out, "{QUIET:#}")?;
        }
        Ok(())
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        if let Some(lead_in) = &hit.lead_in {
            writeln!(self.out, "      {QUIET}{}{QUIET:#}", fit(&shown(lead_in), self.width() - 6))?;
        }
        let Excerpt { text, highlights } = &hit.excerpt;
        self.numbered(hit.passage, text, highlights)?;
        self.explanation(hit)
    }

    /// What a hit's score is made of.
    fn explanation(&mut self, hit: &Hit) -> io::Result<()> {
        if hit.contributions.is_empty() {
            return Ok(());
        }
        let parts: Vec<String> = hit.contributions.iter().map(|part| self.said(part_of_score(part))).collect();
        let text = shown(&format!("{:.2} = {}", hit.score, parts.join(" + ")));
        let chars: Vec<char> = text.chars().collect();
        for line in wrap(&text, self.width() - 6) {
            writeln!(self.out, "      {QUIET}{}{QUIET:#}", chars[line].iter().collect::<String>())?;
        }
        Ok(())
    }
}

/// What a part of a score is for, and how much it is.
pub fn part_of_score(Contribution { reason, of, count, score }: &Contribution) -> Message {
    let score = format!("{score:.2}");
    match reason {
        Reason::Phrase => message!("reason-phrase", of = of, count = *count, score = score),
        Reason::Word => message!("reason-word", of = of, count = *count, score = score),
        Reason::Heading => message!("reason-heading", of = of, score = score),
        Reason::Section => message!("reason-section", of = of, score = score),
        Reason::Near => message!("reason-near", count = *count, score = score),
        Reason::Passage => message!("reason-passage", score = score),
        Reason::BestPart => message!("reason-best-part", score = score),
    }
}
