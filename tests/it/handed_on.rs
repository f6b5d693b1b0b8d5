//! Answers that are handed on: whole, in every format, and never silently less.

use std::collections::BTreeMap;

use calamine::{Data, Reader, open_workbook_auto};

use super::harness::{Run, TestEnv};

fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let heads = reader.headers().expect("a head").clone();
    let row = |row: csv::StringRecord| heads.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

fn ok(run: Run) -> Run {
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

#[test]
fn exports_are_whole_and_say_what_they_leave_out() {
    let env = TestEnv::indexed_sample();
    let search = |options: &[&str]| ok(env.run(&[&["search", "一", "corpus-sample"][..], options].concat()));
    let totals = search(&["--json"]).stdout;
    let totals: serde_json::Value = serde_json::from_str(&totals).expect("an answer");
    let passages = totals["total"]["passages"].as_u64().expect("a number") as usize;
    assert!(passages > 60, "{passages}");
    let run = search(&["--csv"]);
    let rows = table(&run.stdout);
    assert_eq!(rows.len(), passages);
    assert!(!run.stderr.contains("written"), "{}", run.stderr);
    // Whole: nothing is left out of a passage.
    assert!(rows.iter().all(|row| !row["text"].contains('…') && row["text"].contains(&row["matched"][..3])));
    assert!(rows.iter().any(|row| row["text"].chars().count() > 150));
    assert_eq!(search(&["--jsonl"]).stdout.lines().count(), passages);
    let run = search(&["--csv", "--limit", "2", "--passages", "1"]);
    assert_eq!(table(&run.stdout).len(), 2);
    assert!(run.stderr.contains(&format!("2 of {passages} written")), "{}", run.stderr);
    let full = search(&["--full"]).stdout;
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let shown = plain(&full);
    assert!(!full.contains("more passages") && rows.iter().all(|row| shown.contains(&plain(&row["text"]))), "{full}");
    // Of reports, too.
    let all = search(&["-l"]).stdout.lines().count();
    let run = search(&["-l", "--limit", "3", "--offset", "1"]);
    assert_eq!(run.stdout.lines().count(), 3);
    assert!(run.stderr.contains(&format!("3 of {all} written")), "{}", run.stderr);
    assert_eq!(table(&search(&["-c", "--csv"]).stdout).len(), all);
}

#[test]
fn workbooks_hold_what_tables_do_and_no_formula() {
    let env = TestEnv::new()
        .file("a.txt", "=HYPERLINK(\"http://example.cn\",\"党建\")\n+86 党建\n-党建\n@党建\n党建强\n处分党建12人")
        .file("=1+1.txt", "党建");
    ok(env.run(&["index", "."]));
    for query in [&["党建"][..], &["--regex", "党建([0-9]+)人"], &["党建", "--kwic"], &["党建", "-l"], &["党建", "-c"]]
    {
        let run = ok(env.run(&[&["search"], query, &[".", "--csv"]].concat()));
        let rows = table(&run.stdout);
        let starts = |row: &BTreeMap<String, String>| row.values().any(|cell| cell.starts_with(['=', '+', '-', '@']));
        assert!(!rows.is_empty() && !rows.iter().any(starts), "{rows:?}");
        let place = env.path().parent().expect("a parent").join("handed-on.xlsx");
        let place = place.to_str().expect("a path");
        ok(env.run(&[&["search"], query, &[".", "--xlsx", place]].concat()));
        let mut workbook = open_workbook_auto(place).expect("a workbook");
        let name = workbook.sheet_names()[0].clone();
        let sheet = workbook.worksheet_range(&name).expect("a sheet");
        assert_eq!(sheet.height(), rows.len() + 1);
        let formulas = workbook.worksheet_formula(&name).expect("formulas");
        assert!(formulas.used_cells().all(|(.., formula)| formula.is_empty()));
        if query[0] == "--regex" {
            assert!(sheet.used_cells().any(|(.., cell)| matches!(cell, Data::Float(n) if *n == 12.0)));
        }
        std::fs::remove_file(place).expect("it was written");
    }
}

#[test]
fn a_word_document_has_headings_quotations_and_sources() {
    let env = TestEnv::indexed_sample();
    let out = tempfile::tempdir().expect("a folder");
    let write = |options: &[&str]| {
        let path = out.path().join("党建.docx").to_str().expect("a path").to_owned();
        ok(env.run(&[&["search", "党建", "corpus-sample", "--docx", &path][..], options].concat()));
        ok(env.run(&["extract", &path])).stdout
    };
    let by_year = write(&[]);
    let lines: Vec<&str> = by_year.lines().collect();
    assert_eq!(lines[0], "党建");
    assert!(lines[1].starts_with("9 passages in "), "{by_year}");
    let years: Vec<&&str> = lines.iter().filter(|line| line.len() == 4).collect();
    assert!(years.len() > 2 && years.is_sorted_by(|a, b| a > b), "{years:?}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("—— ")).count(), 9);
    let oldest: Vec<String> = write(&["--sort", "oldest"]).lines().map(str::to_owned).collect();
    let oldest: Vec<&String> = oldest.iter().filter(|line| line.len() == 4).collect();
    assert!(oldest.is_sorted(), "{oldest:?}");
    assert!(write(&["--docx-by", "author"]).lines().any(|line| line == "陈思远"));
    // It would be searched, or take the place of a report.
    let run = env.run(&["search", "党建", "corpus-sample", "--docx", "corpus-sample/党建.docx"]);
    assert!(run.code == 0 && run.stderr.contains("will be indexed as one"), "{}", run.stderr);
    let run = env.run(&["search", "党建", "corpus-sample", "--docx", "corpus-sample/党建.docx"]);
    assert!(run.code == 2 && run.stderr.contains("stands among the reports"), "{}", run.stderr);
}

#[test]
fn what_cannot_apply_is_refused() {
    let env = TestEnv::indexed_sample();
    for options in [
        &["--csv", "-C1"][..],
        &["--jsonl", "--facets"],
        &["--csv", "--facets"],
        &["--markdown", "--explain"],
        &["-l", "--passages", "2"],
        &["-c", "--group", "none"],
        &["-L", "--sort", "score"],
        &["-l", "--json"],
        &["--kwic", "--json"],
        &["--kwic", "--docx", "x.docx"],
        &["--kwic", "--full"],
        &["--csv", "--json"],
        &["--docx-by", "year"],
        &["--kwic-sort", "left"],
        &["--kwic", "30"],
    ] {
        let run = env.run(&[&["search", "党建", "corpus-sample"][..], options].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{options:?}: {}", run.stderr);
    }
    for options in [
        &["--cross", "--by", "org"][..],
        &["--cross", "--by", "org,section"],
        &["--without", "--by", "section"],
        &["--csv", "--json"],
        &["--literal", "--regex"],
    ] {
        let run = env.run(&[&["facets", "党建", "corpus-sample"][..], options].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{options:?}: {}", run.stderr);
    }
    assert_eq!(env.run(&["facets", "corpus-sample", "--without"]).code, 2);
    assert_eq!(env.run(&["list", "corpus-sample", "--no-boilerplate"]).code, 2);
    // A match that is wider than its column is shown all the same.
    let run = env.shell("COLUMNS=60 baogao search 以习近平新时代中国特色社会主义思想 corpus-sample --kwic");
    assert!(run.code == 0 && run.stdout.contains("以习近平新时代"), "{}", run.stderr);
    // The query is not eaten.
    assert_eq!(env.run(&["search", "--kwic", "党建", "corpus-sample"]).code, 0);
}

#[test]
fn figures_are_those_of_the_reports() {
    let env = TestEnv::indexed_sample();
    let facets = |options: &[&str]| ok(env.run(&[&["facets"], options, &["corpus-sample"]].concat())).stdout;
    // By year, each against all reports of the year, years of none included.
    let rows = table(&facets(&["两个维护", "--by", "year", "--csv"]));
    let listed = ok(env.run(&["list", "corpus-sample", "--csv"])).stdout;
    let mut all: BTreeMap<String, std::collections::BTreeSet<String>> = BTreeMap::new();
    for row in table(&listed) {
        all.entry(row["year"].clone()).or_default().insert(row["path"].clone());
    }
    let with = ok(env.run(&["search", "-l", "--csv", "两个维护", "corpus-sample"])).stdout;
    let with = table(&with);
    for row in &rows {
        let year = if row["value"] == "unknown" { "" } else { &row["value"] };
        let matching = with.iter().filter(|row| row["year"] == year).count();
        assert_eq!(row["reports"], matching.to_string(), "{year}");
        assert_eq!(row["of reports"], all[year].len().to_string(), "{year}");
        assert_eq!(row["share"], format!("{:.4}", matching as f64 / all[year].len() as f64), "{year}");
    }
    assert_eq!(rows.len(), all.len());
    assert!(rows.iter().any(|row| row["reports"] == "0"));
    // With and without are all.
    let without = table(&facets(&["两个维护", "--by", "year", "--csv", "--without"]));
    for (with, without) in rows.iter().zip(&without) {
        let number = |row: &BTreeMap<String, String>| row["reports"].parse::<u64>().expect("a number");
        assert_eq!((number(with) + number(without)).to_string(), with["of reports"]);
    }
    // Crossed, the cells of a year are its reports.
    let crossed = table(&facets(&["两个维护", "--by", "org,year", "--cross", "--csv"]));
    for row in &rows {
        let cells = crossed.iter().filter(|cell| cell["year"] == row["value"]);
        let sum: u64 = cells.map(|cell| cell["reports"].parse::<u64>().expect("a number")).sum();
        assert_eq!(sum.to_string(), row["reports"], "{}", row["value"]);
    }
    // Without a query all reports count; the first values of the first field are whole.
    let json = |options: &[&str]| -> serde_json::Value { serde_json::from_str(&facets(options)).expect("counts") };
    let all_cells = json(&["--by", "org,year", "--cross", "--json"]);
    let cells = all_cells["cells"].as_array().expect("cells");
    assert!(cells.iter().all(|cell| cell["reports"] == cell["of"]) && cells.len() == crossed.len());
    let some = json(&["--by", "org,year", "--cross", "--json", "--limit", "2"]);
    let some = some["cells"].as_array().expect("cells");
    let firsts: std::collections::BTreeSet<String> = some.iter().map(|cell| cell["values"][0].to_string()).collect();
    assert_eq!(firsts.len(), 2);
    let of_first = |cell: &&serde_json::Value| firsts.contains(&cell["values"][0].to_string());
    assert_eq!(cells.iter().filter(of_first).count(), some.len());
    // Several queries side by side are each by itself.
    env.write("q.txt", "两个维护\n# 说明\n合称\t放管服 OR 招商\n");
    let both = table(&facets(&["-f", "q.txt", "--by", "year", "--csv", "--sort", "oldest"]));
    for (row, one) in both.iter().zip(rows.iter().rev().cycle().skip(1)) {
        assert_eq!((&row["year"], &row["两个维护: reports"]), (&one["value"], &one["reports"]));
        assert!(row.contains_key("合称: passages"));
    }
    let oldest = facets(&["两个维护", "--by", "year", "--sort", "oldest"]);
    assert!(oldest.find("2016") < oldest.find("2024"), "{oldest}");
    let within = facets(&["一岗双责 下一步", "--within", "report", "--json", "--by", "year"]);
    assert!(within.starts_with(r#"{"query":"一岗双责 下一步","total":{"reports":5,"#), "{within}");
    env.write("q.txt", "两个维护\n（\n");
    let run = env.run(&["facets", "-f", "q.txt", "corpus-sample"]);
    assert!(run.code == 2 && run.stderr.contains("q.txt:2:"), "{}", run.stderr);
}

#[test]
fn filters_take_lists_and_say_what_no_report_has() {
    let env = TestEnv::indexed_sample();
    let paths = |options: &[&str]| {
        let run = ok(env.run(&[&["list", "corpus-sample", "-l"][..], options].concat()));
        run.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let both = paths(&["--section", "廉洁自律,存在不足"]);
    let each = [paths(&["--section", "廉洁自律"]), paths(&["--section", "存在不足"])];
    assert!(each.iter().flatten().all(|path| both.contains(path)) && both.len() > each[0].len().max(each[1].len()));
    assert_eq!(paths(&["--path", "2018,2019"]), paths(&["--path", "2018", "--path", "2019"]));
    // As an editor in China may save it.
    env.write("names.txt", encoding_rs::GB18030.encode("林国栋\n郑海涛\n").0);
    assert_eq!(paths(&["--author", "@names.txt"]), paths(&["--author", "林国栋，郑海涛"]));
    assert_eq!(env.run(&["list", "corpus-sample", "--author", "@gone.txt"]).code, 2);
    let run = env.run(&["search", "党建", "corpus-sample", "--author", "国栋"]);
    assert!(run.stderr.contains("no report has author 国栋; like it: 林国栋"), "{}", run.stderr);
    let run = env.run(&["search", "author:国栋 党建", "corpus-sample", "-l"]);
    assert!(run.stderr.contains("no report has author 国栋; like it: 林国栋"), "{}", run.stderr);
    let run = env.run(&["list", "corpus-sample", "--format", "picture", "-l"]);
    assert!(run.stderr.contains("no report has format picture"), "{}", run.stderr);
    let run = env.run(&["list", "corpus-sample", "--format", "word", "-l"]);
    assert_eq!((run.code, run.stderr.contains("no report has format")), (0, false), "{}", run.stderr);
    for wrong in [&["list", "corpus-sample", "--format", "dcx"][..], &["search", "format:dcx 党建", "corpus-sample"]]
    {
        let run = env.run(wrong);
        assert!(run.code == 2 && run.stderr.contains("there are text markdown html docx doc"), "{}", run.stderr);
    }
    let run = env.run(&["facets", "党建", "corpus-sample", "--year", "1999", "--org", "清河"]);
    assert!(run.stderr.contains("no report has year 1999") && !run.stderr.contains("清河"), "{}", run.stderr);
    // Those without a section, and those with it, are all.
    let all = paths(&[]);
    for (with, without, value) in [
        ("--section", "--without-section", "廉洁自律"),
        ("--part", "--without-part", "存在不足"),
        ("--topic", "--without-主题", "党的建设"),
    ] {
        let (some, others) = (paths(&[with, value]), paths(&[without, value]));
        assert!(!some.is_empty() && !others.is_empty(), "{value}");
        let mut both = [some, others].concat();
        both.sort();
        assert_eq!(both, all, "{value}");
    }
    // One section that is both.
    let lacking = paths(&["--without-part", "存在不足", "--without-topic", "廉洁自律"]);
    assert!(lacking.len() > paths(&["--without-part", "存在不足"]).len());
    assert_eq!(env.run(&["list", "corpus-sample", "--part", "不足", "--without-topic", "党的建设"]).code, 2);
}

#[test]
fn help_fits_the_terminal() {
    let env = TestEnv::new();
    for lang in ["en", "zh"] {
        for command in ["", "search", "facets", "list", "set", "status", "index"] {
            let line = [command, "--help", "--lang", lang];
            let help = ok(env.run(&line[usize::from(command.is_empty())..])).stdout;
            for line in help.lines().filter(|line| !line.contains("baogao ")) {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= 80, "{width}: {line}");
            }
        }
    }
}
