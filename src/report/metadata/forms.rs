//! Forms: labels in cells, what they ask for in the next cell or below. Cells of a row are parted by `|` or blanks, or stand as
//! paragraphs of their own.
//!
//! A table with a row for each of many people is no form, and nobody's.

use std::ops::Range;

use super::labels::{Label, label};
use super::{persons, units};
use crate::schema::Roles;

/// Cells with more characters hold text.
const MAX_CELL_CHARS: usize = 40;
/// Forms have fewer cells.
const MAX_CELLS: usize = 80;

/// What a form says, and the line that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormValue {
    pub(super) label: Label,
    pub(super) value: String,
    /// Its place among the lines.
    pub(super) line: usize,
}

/// What the forms among lines say; nothing if they are of several people, or of nobody.
pub(super) fn read(lines: &[&str], roles: &Roles) -> Vec<FormValue> {
    let mut values = Vec::new();
    let mut at = 0;
    let mut labels = 0;
    while at < lines.len() {
        let (next, found) = rows(lines, at).or_else(|| cells(lines, at)).unwrap_or((at + 1, Vec::new()));
        labels += found.len();
        values.extend(found.into_iter().filter(|value| fits(value, roles)));
        at = next;
    }
    let mut names: Vec<&str> =
        values.iter().filter(|v| matches!(v.label, Label::Author | Label::Name)).map(|v| v.value.as_str()).collect();
    names.dedup();
    match names.len() {
        1 => values.retain(|value| value.label != Label::Head),
        // 单位 | 林业局 | 水利局 is a table: a form asks for more.
        0 if labels >= 2 => return of_unit(values),
        _ => values.clear(),
    }
    values
}

/// What a form says that asks for a unit and for nobody but who heads it; of several, it is a list.
fn of_unit(mut values: Vec<FormValue>) -> Vec<FormValue> {
    let count = |label: Label| values.iter().filter(|value| value.label == label).count();
    if count(Label::Org) != 1 || count(Label::Head) > 1 {
        return Vec::new();
    }
    let begins_with_unit = values[0].label == Label::Org;
    values.retain(|value| value.label != Label::Head || begins_with_unit);
    if let Some(head) = values.iter_mut().find(|value| value.label == Label::Head) {
        head.label = Label::Author;
        let role = FormValue { label: Label::Role, value: "负责人".to_owned(), line: head.line };
        values.push(role);
    }
    values
}

/// Whether a value is what its label asks for.
fn fits(value: &FormValue, roles: &Roles) -> bool {
    match value.label {
        Label::Author | Label::Name | Label::Head => persons::is_expected_name(&squeezed(&value.value)),
        Label::Org => units::is_unit(&squeezed(&value.value)),
        Label::Role => value.value.chars().all(|c| c.is_alphanumeric() || "、，（） ".contains(c)),
        Label::OrgAndRole => !super::posts::posts(&value.value, roles).is_empty(),
        Label::Year | Label::Date => value.value.contains(|c: char| c.is_ascii_digit() || c == '〇' || c == '○'),
        Label::Other => false,
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The cells of a row, if a line is one.
fn row(line: &str) -> Option<Vec<&str>> {
    let trim = |cell: &str| -> Range<usize> {
        let start = cell.len() - cell.trim_start_matches(['*', ' ', '　']).len();
        start..cell.trim_end_matches(['*', ' ', '　']).len().max(start)
    };
    if line.contains('|') {
        let cells = line.trim().trim_matches('|').split('|').map(|cell| &cell[trim(cell)]);
        let cells: Vec<&str> = cells.take(MAX_CELLS).collect();
        return (cells.len() >= 2).then_some(cells);
    }
    if line.contains(['：', ':', '，', '。']) || line.chars().count() > 2 * MAX_CELL_CHARS {
        return None;
    }
    // 姓　　名　葛明辉: a label's blanks part nothing.
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut cells: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let joined = |to: usize| {
            let from = words[at].as_ptr() as usize - line.as_ptr() as usize;
            &line[from..words[to].as_ptr() as usize - line.as_ptr() as usize + words[to].len()]
        };
        let single = |word: &&&str| word.chars().count() == 1;
        let singles = words[at..].iter().take_while(single).count();
        let to =
            (at + 1..at + singles).rev().find(|&to| label(joined(to)).is_some()).unwrap_or(at + singles.max(1) - 1);
        cells.push(joined(to));
        at = to + 1;
    }
    (cells.len() >= 2 && label(cells[0]).is_some_and(|label| label != Label::Other)).then_some(cells)
}

/// The table that begins at a line, and the line after it.
fn rows(lines: &[&str], at: usize) -> Option<(usize, Vec<FormValue>)> {
    let table: Vec<(usize, Vec<&str>)> =
        (at..lines.len()).map_while(|line| Some((line, row(lines[line])?))).take(MAX_CELLS).collect();
    let next = at + table.len();
    let is_rule = |cells: &[&str]| cells.iter().all(|cell| cell.chars().all(|c| "-:— ".contains(c)));
    let table: Vec<_> = table.into_iter().filter(|(_, cells)| !is_rule(cells)).collect();
    let mut found = Vec::new();
    for (number, (line, cells)) in table.iter().enumerate() {
        let labels: Vec<Option<Label>> = cells.iter().map(|cell| label(cell)).collect();
        let asks_for_name = labels.iter().any(|label| matches!(label, Some(Label::Author | Label::Name)));
        if asks_for_name && labels.len() >= 2 && labels[0].is_some() && labels[1].is_some() {
            // A head row: of a form if one row stands below it.
            let below = &table[number + 1..];
            let is_of_row = |cells: &[&str]| cells.len() == labels.len() && label(cells[0]).is_none();
            if let Some((line, cells)) = below.first().filter(|(_, cells)| is_of_row(cells))
                && below.get(1).is_none_or(|(_, cells)| !is_of_row(cells))
            {
                let named = labels.iter().zip(cells).filter_map(|(label, value)| Some(((*label)?, *value)));
                found.extend(named.map(|(label, value)| FormValue { label, value: value.to_owned(), line: *line }));
            }
            if labels.iter().all(Option::is_some) {
                return (!table.is_empty()).then_some((next, found));
            }
        }
        found.extend(pairs(cells, |_| *line));
    }
    (!table.is_empty() || next > at).then_some((next, found))
}

/// The form whose cells are lines, from the label at a line on.
fn cells(lines: &[&str], at: usize) -> Option<(usize, Vec<FormValue>)> {
    label(lines[at])?;
    let is_cell = |line: &&&str| line.chars().count() <= MAX_CELL_CHARS && !line.ends_with(['。', '；', '！']);
    let cells: Vec<&str> = lines[at..].iter().take_while(is_cell).take(MAX_CELLS).copied().collect();
    let next = at + cells.len().max(1);
    let heads = cells.iter().take_while(|cell| label(cell).is_some()).count();
    let is_name = |cell: Option<&&str>| {
        cell.is_some_and(|cell| label(cell).is_none() && persons::is_expected_name(&squeezed(cell)))
    };
    let name = cells[..heads].iter().position(|cell| matches!(label(cell), Some(Label::Author | Label::Name)));
    if let Some(name) = name.filter(|&name| heads >= 2 && is_name(cells.get(heads + name))) {
        if is_name(cells.get(2 * heads + name)) {
            return Some((next, Vec::new()));
        }
        let value = |column: usize| {
            let value = cells.get(heads + column)?.to_string();
            Some(FormValue { label: label(cells[column])?, value, line: at + heads + column })
        };
        return Some((next, (0..heads).filter_map(value).collect()));
    }
    Some((next, pairs(&cells, |cell| at + cell)))
}

/// Labels, each with the cell after it.
fn pairs(cells: &[&str], line: impl Fn(usize) -> usize) -> Vec<FormValue> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < cells.len() {
        match label(cells[at]) {
            Some(asked) if label(cells[at + 1]).is_none() => {
                found.push(FormValue { label: asked, value: cells[at + 1].to_owned(), line: line(at + 1) });
                at += 2;
            }
            _ => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::schema::Schema;

    #[test]
    fn forms_and_tables_of_people() {
        let schema = Schema::built_in();
        let check = |lines: &[&str], expected: &str| {
            let found = read(lines, &schema.roles);
            let shown: Vec<String> = found.iter().map(|v| format!("{:?}={}", v.label, v.value)).collect();
            assert_eq!(shown.join(" "), expected, "{lines:?}");
        };
        check(&["姓  名", "林国栋", "性  别", "男", "单  位", "清河县财政局"], "Name=林国栋 Org=清河县财政局");
        check(&["| 姓名 | 林国栋 | 职务 | 局长 |", "|---|---|", "| 年度 | 2023 |"], "Name=林国栋 Role=局长 Year=2023");
        check(&["姓　　名　葛明辉", "职　务　农技员"], "Name=葛明辉 Role=农技员");
        check(&["| 姓名 | 部门 |", "|---|---|", "| 许建国 | 装配车间 |"], "Name=许建国 Org=装配车间");
        check(&["| 姓名 | 部门 |", "| 许建国 | 装配车间 |", "| 王芳 | 质检科 |"], "");
        check(&["姓名", "单位", "王建军", "县财政局", "李卫东", "县审计局"], "");
        check(&["| 单位名称 | 石桥村 | 负责人 | 林国栋 |"], "Org=石桥村 Author=林国栋 Role=负责人");
        check(&["| 单位 | 林业局 | 水利局 | 教育局 |"], "");
        check(&["| 单位 | 完成数 |", "| 青石镇 | 12 |"], "");
    }
}
