//! What the commands do, as users type them.

use baogao::cli::Cli;
use baogao::extract::Format;
use baogao::query::formats_named;
use clap::CommandFactory;

use super::harness::TestEnv;

/// The first lines of the standard output.
#[track_caller]
fn lines(env: &TestEnv, line: &str) -> Vec<String> {
    env.shell(line).stdout.lines().map(str::to_owned).collect()
}

#[test]
fn the_command_line_is_well_formed() {
    Cli::command().debug_assert();
}

#[test]
fn exit_codes_are_ripgreps() {
    let env = TestEnv::indexed_sample();
    for (line, code) in [
        ("search 两个维护 corpus-sample", 0),
        ("search 没有的话 corpus-sample", 1),
        ("search 没有的话 corpus-sample -l", 1),
        ("search 没有的话 corpus-sample -c", 1),
        ("search 没有的话 corpus-sample --json", 1),
        ("search 两个维护 corpus-sample --year 1999", 1),
        ("list corpus-sample --author 无此人", 1),
        ("facets 没有的话 corpus-sample", 1),
        ("facets corpus-sample", 0),
        ("show 无此报告 corpus-sample", 2),
        ("show 林国栋_述职报告_2018 corpus-sample", 0),
        ("show 述职报告 corpus-sample", 2),
        ("status corpus-sample", 0),
        ("--version", 0),
        ("nonsense", 2),
    ] {
        let run = env.shell(&format!("baogao {line}"));
        assert_eq!(run.code, code, "baogao {line}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn paths_are_printed_as_ripgrep_prints_them() {
    let env = TestEnv::indexed_sample();
    let file = "2018/林国栋_述职报告_2018.txt";
    let query = "baogao search 青石石材产业园";
    assert_eq!(lines(&env, &format!("{query} corpus-sample -l")), [format!("corpus-sample/{file}")]);
    assert_eq!(lines(&env, &format!("{query} ./corpus-sample/ -l")), [format!("./corpus-sample/{file}")]);
    let absolute = env.path().join("corpus-sample").join(file).display().to_string();
    assert_eq!(lines(&env, &format!("{query} $PWD/corpus-sample -l")), [absolute]);
    assert_eq!(lines(&env, &format!("cd corpus-sample; {query} -l")), [file]);
    assert_eq!(lines(&env, &format!("cd corpus-sample/2018; {query} -l")), [format!("../{file}")]);
    assert_eq!(lines(&env, &format!("{query} corpus-sample -c")), [format!("corpus-sample/{file}:1")]);
    assert_eq!(lines(&env, "baogao search 两个维护 corpus-sample -l").len(), 27);
}

#[test]
fn the_index_can_lie_elsewhere() {
    let env = TestEnv::sample();
    let first = env.shell("baogao search 两个维护 corpus-sample --index elsewhere -c");
    assert_eq!(first.stdout.lines().count(), 27, "{}", first.stderr);
    assert!(first.stderr.contains("indexing corpus-sample"));
    assert!(!env.path().join("corpus-sample/.baogao").exists());
    // Later the index alone is enough: it knows its folder.
    let again = env.shell("baogao search 两个维护 --index elsewhere -l");
    assert_eq!(again.stdout.lines().count(), 27);
    // Itself, or the archive that it stands in.
    let is_there = |line: &str| std::path::Path::new(line).ancestors().take(2).any(std::path::Path::is_file);
    assert!(again.stdout.lines().all(is_there), "{}", again.stdout);
    assert_eq!(again.stderr, "searched 35 of 37 files, 2 not readable (baogao status)\n");
}

#[test]
fn filters_narrow_in_chinese_and_english() {
    let env = TestEnv::indexed_sample();
    let count = |filter: &str| lines(&env, &format!("baogao search 两个维护 corpus-sample -l {filter}")).len();
    let wrong: Vec<_> = [
        ("--year 2020", 4),
        ("--year 2020..2022", 13),
        ("--年份 ２０２０年", 4),
        ("--year 2018,2019", 6),
        ("--year 2018 --year 2019", 6),
        ("--year unknown", 1),
        ("--author 林国栋", 3),
        ("--author 林国", 0),
        ("--作者 林国栋、周雅琴", 5),
        ("--author 林國棟 --year 2018", 1),
        ("--role 党工委书记", 1),
        ("--role 书记", 4),
        ("--role 校长", 1),
        ("--职务 工会", 3),
        ("--org 清河县", 13),
        ("--org 清河县第二中学", 1),
        ("--单位 石桥村", 1),
        ("--section 政府自身建设", 1),
        ("--章节 政治理论学习", 9),
        ("--topic 政治理论学习", 9),
        ("--主题 政治理论学习,廉洁自律 --部分 履职实绩", 9),
        ("--part 不足", 0),
        ("--section 今后打算", 0),
        ("--section '一、2022年工作回顾'", 1),
        ("--section '（一）强化理论学习，提高政治能力'", 1),
        ("--section 政治理论学习 --author 周雅琴", 2),
    ]
    .into_iter()
    .map(|(filter, reports)| (filter, reports, count(filter)))
    .filter(|(_, expected, found)| expected != found)
    .collect();
    assert!(wrong.is_empty(), "filter, expected, found: {wrong:?}");
}

/// What a file is is told by its content, and asked for by any of its names.
#[test]
fn formats_are_called_as_people_call_them() {
    let env = TestEnv::indexed_sample();
    let paths = |options: &str| lines(&env, &format!("baogao list corpus-sample -l {options}"));
    let counted = env.run(&["facets", "corpus-sample", "--by", "format", "--json"]).stdout;
    let counted: serde_json::Value = serde_json::from_str(&counted).expect("JSON");
    let formats = counted["facets"]["format"].as_array().expect("formats");
    let reports: u64 = formats.iter().filter_map(|count| count["reports"].as_u64()).sum();
    assert_eq!(counted["total"]["reports"], reports, "each report has one");
    for count in formats {
        let name = count["value"].as_str().expect("a name");
        assert_eq!(
            paths(&format!("--format {name}")).len() as u64,
            count["reports"].as_u64().expect("how many"),
            "{name}"
        );
    }
    for (names, same) in [
        ("text", "txt .TXT 文本"),
        ("markdown", "md MD"),
        ("html", "网页 htm"),
        ("sheet", "xlsx xls et ods Excel 表格"),
        ("mail", "eml 邮件 郵件 mht"),
        ("docx", "ＤＯＣＸ *.docx ．ｄｏｃｘ"),
        ("doc,docx", "docx、doc Word"),
        ("ppt,pptx", "幻灯片"),
    ] {
        let expected = paths(&format!("--format {names}"));
        assert!(!expected.is_empty(), "{names}");
        for name in same.split(' ') {
            assert_eq!(paths(&format!("--格式 '{name}'")), expected, "{name}");
        }
        let queried = |query: String| lines(&env, &format!("baogao search '{query}' corpus-sample -l"));
        assert_eq!(queried(format!("格式：{names}")), queried(format!("format:{names}")));
        assert_eq!(queried(format!("format:{names}")), expected, "{names}");
    }
    // A file is found by what its name ends with.
    let endings =
        lines(&env, "baogao list corpus-sample -l --limit 1000 | grep -o '[^./]*$' | grep -v '[#]' | sort -u");
    for ending in endings {
        let of_ending: Vec<_> = paths("").into_iter().filter(|path| path.ends_with(&format!(".{ending}"))).collect();
        let found = paths(&format!("--format {ending}"));
        assert!(of_ending.iter().all(|path| found.contains(path)), "{ending}: {of_ending:?} {found:?}");
    }
    // Each is called as no other is.
    for format in Format::ALL {
        assert_eq!(formats_named(format.as_str()).expect("a format"), [format]);
    }
    let crossed = env.run(&["facets", "党建", "corpus-sample", "--by", "format,year", "--cross", "--csv"]).stdout;
    assert!(crossed.lines().next().is_some_and(|head| head.contains("format,year")), "{crossed}");
}

#[test]
fn answers_are_cut_and_sorted() {
    let env = TestEnv::indexed_sample();
    let shown = |options: &str| -> Vec<String> {
        let all = lines(&env, &format!("baogao search 放管服 corpus-sample --color never {options}"));
        all.into_iter().filter_map(|line| Some(line.strip_prefix("corpus-sample/")?.to_owned())).collect()
    };
    let ranked = shown("");
    assert_eq!(ranked.len(), 10);
    assert_eq!(shown("--limit 3"), ranked[..3]);
    assert_eq!(shown("--limit 3 --offset 2"), ranked[2..5]);
    assert_eq!(shown("--limit 0"), [""; 0]);
    assert_eq!(shown("--offset 1000"), [""; 0]);
    let by_path = shown("--sort path --limit 100");
    assert!(by_path.is_sorted() && by_path.len() > 9);
    let years: Vec<u16> = shown("--sort year --limit 100")
        .iter()
        .filter_map(|path| path.split(|c: char| !c.is_ascii_digit()).rfind(|part| part.len() == 4)?.parse().ok())
        .collect();
    assert!(years.is_sorted_by(|a, b| a >= b) && years.len() > 9, "{years:?}");
}

#[test]
fn a_folder_indexed_twice_gives_the_same_answers() {
    let env = TestEnv::indexed_sample();
    let queries = "for q in 两个维护 放管服改革 '党风廉政建设 一岗双责' 年; do baogao search $q corpus-sample --limit 100 --passages 9; done
        baogao list corpus-sample --text; baogao facets corpus-sample";
    let before = env.shell(queries).stdout;
    assert!(before.len() > 10_000);
    assert_eq!(env.run(&["index", "corpus-sample"]).code, 0);
    assert_eq!(env.shell(queries).stdout, before);
    assert_eq!(env.run(&["index", "corpus-sample", "--rebuild"]).code, 0);
    assert_eq!(env.shell(queries).stdout, before);
}

#[test]
fn what_is_gone_from_the_folder_is_gone_from_the_index() {
    let env = TestEnv::new().file("a.txt", "抓党建").file("b.txt", "抓党建");
    assert_eq!(lines(&env, "baogao search 党建 . -l 2>/dev/null"), ["a.txt", "b.txt"]);
    std::fs::remove_file(env.path().join("a.txt")).expect("a file");
    env.write("c.txt", "也抓党建");
    assert_eq!(lines(&env, "baogao index . 2>/dev/null; baogao search 党建 . -l"), ["b.txt", "c.txt"]);
}

#[test]
fn colours_and_control_characters() {
    let env = TestEnv::new().file("a.txt", "抓\x1b[31m党建\u{7}工作");
    env.run(&["index", "."]);
    let plain = env.run(&["search", "党建", "."]).stdout;
    assert!(!plain.contains(['\x1b', '\u{7}']), "a pipe gets no escapes, and a terminal none from a file: {plain:?}");
    let coloured = env.run(&["search", "党建", ".", "--color", "always"]).stdout;
    assert!(coloured.contains("\x1b[1m\x1b[31m党建\x1b[0m 工作"), "{coloured:?}");
    assert!(!coloured.contains("\x1b[31m党建\u{7}"));
}

#[test]
fn programs_get_what_stands_in_the_files() {
    let env = TestEnv::new().file("a\x1b[31mb.txt", "甲\x7f\x1b[1m党建");
    assert_eq!(env.run(&["search", "党建", ".", "-l"]).stdout, "a\x1b[31mb.txt\n");
    let json = env.run(&["search", "党建", ".", "--json"]).stdout;
    assert!(json.contains("\"text\":\"甲\x7f\\u001b[1m党建\",\"highlights\":[[6,8]]"), "{json}");
    let env = TestEnv::new().file("a.md", "---\nauthor: \"\x1b]0;x\x07张三\"\n---\n党建");
    env.run(&["index", "."]);
    assert!(!env.run(&["show", "a", ".", "--color", "always"]).stdout.contains("\x1b]0"));
}

#[test]
fn what_the_user_says_of_a_report_wins() {
    let env = TestEnv::new()
        .file("a/李亚平_述职报告_2020.txt", "办公室主任2020年度述职报告\n工作很好")
        .file("b.txt", "工作很好")
        .file("metadata.csv", "\u{FEFF}文件,作者,年份,职务,title\na/李亚平_述职报告_2020.txt,王小明,2019,\"校长、党支部书记\",\nnone.txt,某某,,,\n")
        .file("baogao.toml", "[[report]]\npath = \"b.txt\"\nauthor = \"张三\"\nyear = 2018\nrole = [\"村医\"]\ntitle = \"村医的报告\"\n");
    let run = env.run(&["index", "."]);
    assert!(run.stderr.contains("warning: metadata for a file that is not there: \"none.txt\""), "{}", run.stderr);
    let listed = env.run(&["list", ".", "--json"]).stdout;
    assert_eq!(listed.lines().count(), 2);
    assert!(listed.contains(r#""year":2019,"period":null,"author":"王小明","role":["校长","党支部书记"]"#), "{listed}");
    assert!(
        listed.contains(r#""title":"村医的报告","year":2018,"period":null,"author":"张三","role":["村医"]"#),
        "{listed}"
    );
    assert_eq!(env.run(&["search", "村医的报告", ".", "--role", "村医"]).code, 0);
    assert_eq!(env.run(&["status", "."]).stdout.lines().filter(|line| line.contains("metadata.csv")).count(), 0);
}

#[test]
fn boilerplate_is_found_last_and_can_be_left_out() {
    let env = TestEnv::indexed_sample();
    let found = env.run(&["search", "会员", "corpus-sample", "--json"]).stdout;
    assert_eq!(found.matches("\"boilerplate\":true").count(), 2, "{found}");
    assert_eq!(
        env.run(&["search", "会员", "corpus-sample", "--no-boilerplate"]).code,
        0,
        "发展会员 is the report's own"
    );
    assert_eq!(env.run(&["search", "禁止外传", "corpus-sample"]).code, 0);
    assert_eq!(env.run(&["search", "禁止外传", "corpus-sample", "--no-boilerplate"]).code, 1);
    assert!(
        env.run(&["search", "禁止外传", "corpus-sample"]).stdout.contains("  (boilerplate)\n   1  仅供学习 禁止外传")
    );
    let env = TestEnv::new()
        .file("a.txt", "咨询党建QQ1\n我们开展了很多工作，其中也包括基层党建这一项。")
        .file("b.txt", "咨询党建QQ2");
    env.run(&["index", "."]);
    let shown = env.run(&["search", "党建", ".", "--color", "never"]).stdout;
    assert!(shown.find("基层党建").expect("text") < shown.find("党建QQ2").expect("boilerplate"), "{shown}");
}

#[test]
fn what_is_unknown_is_counted_and_listed() {
    let env = TestEnv::indexed_sample();
    let status = env.run(&["status", "corpus-sample"]).stdout;
    let unknown: Vec<usize> = ["year", "author", "role", "org"]
        .iter()
        .map(|field| lines(&env, &format!("baogao list corpus-sample --json --unknown {field}")).len())
        .collect();
    let [year, author, role, org] = unknown[..] else { panic!("four fields") };
    assert!(status.contains(&format!("year of {year}, author of {author}, role of {role}, org of {org}")), "{status}");
    assert_eq!((year, author), (1, 9));
}

#[test]
fn broken_lines_are_joined() {
    let env = TestEnv::indexed_sample();
    let found = lines(&env, "baogao search '放管服改革 容缺受理' corpus-sample -l");
    assert_eq!(found, ["corpus-sample/2022/县数据局办公室主任个人工作总结.txt"]);
    assert_eq!(lines(&env, "baogao search 做到两个维护，筑牢意识形态 corpus-sample -l"), found);
    assert_eq!(lines(&env, "baogao search 稳定性 corpus-sample -l"), found);
}

#[test]
fn words_that_look_like_names_are_none() {
    let env = TestEnv::new()
        .file("党建/范文.txt", "工作很好")
        .file("成都/项目_2023.txt", "工作很好")
        .file("李亚平_述职报告_2023.txt", "工作很好")
        .file("王小明/总结.txt", "王小明同志工作很好");
    env.run(&["index", "."]);
    let listed = env.run(&["list", ".", "--json"]).stdout;
    let authors: Vec<serde_json::Value> =
        listed.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON")["author"].clone()).collect();
    assert_eq!(authors, [serde_json::Value::Null, serde_json::Value::Null, "李亚平".into(), "王小明".into()]);
}

#[test]
fn a_title_outside_the_text_is_found() {
    let env = TestEnv::indexed_sample();
    let found = lines(&env, "baogao search '政府工作报告 沈若兰' corpus-sample --color never");
    assert_eq!(found[1], "corpus-sample/清河县/2023.md");
    assert_eq!(found[2], "   0  清河县政府工作报告（2023年1月6日 沈若兰）");
}

#[test]
fn the_folders_own_schema_counts() {
    let env = TestEnv::new()
        .file("张三_船长_2020.txt", "一、航海日志\n风平浪静。\n二、党的建设\n学习。")
        .file(".baogao/roles.txt", "船上/船长 = 船长")
        .file(".baogao/sections.txt", "航行 = 航海\n党的建设 =");
    env.run(&["index", "."]);
    let listed = env.run(&["list", ".", "--json"]).stdout;
    assert!(listed.contains(r#""role":["船长"]"#) && listed.contains(r#""topic":"航行""#), "{listed}");
    assert!(!listed.contains(r#""topic":"党的建设""#), "a topic without cues is removed: {listed}");
    assert_eq!(env.run(&["search", "风平浪静", ".", "--role", "船上", "--section", "航行"]).code, 0);
}

#[test]
fn reports_are_of_one_year_or_of_one_period() {
    let env = TestEnv::new()
        .file("a.txt", "2020年至2022年工作总结\n三年来，两个维护。")
        .file("b.txt", "2022年度述职报告\n近三年来，两个维护。")
        .file("c.txt", "2020年至2022年工作总结\n三年来，两个维护。");
    env.write("metadata.csv", "path,year\nc.txt,2022\n");
    env.run(&["index", "."]);
    let found = |year: &str| env.run(&["search", "两个维护", ".", "-l", "--year", year]).stdout.replace("./", "");
    assert_eq!(found("2020"), "a.txt\n");
    assert_eq!(found("2021"), "a.txt\n");
    assert_eq!(found("2022"), "a.txt\nb.txt\nc.txt\n");
}

#[test]
fn an_item_is_shown_with_what_leads_it_in() {
    let env = TestEnv::new()
        .file("a.txt", "工作总结\n成绩很好。要抓好以下工作：\n1. 招商引资。\n2. 容缺受理。\n别的容缺受理。");
    let run = env.run(&["search", "容缺受理", ".", "--json"]);
    assert_eq!(run.stdout.matches("\"lead_in\":\"要抓好以下工作：\"").count(), 1, "{}", run.stdout);
}

#[test]
fn completions_and_manual_pages_know_every_option() {
    let env = TestEnv::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = env.run(&["completions", shell]);
        assert!(script.code == 0 && script.stdout.contains("COMPLETE"), "{shell}: {}", script.stderr);
    }
    assert_eq!(env.run(&["man", "pages"]).code, 0);
    let page = std::fs::read_to_string(env.path().join("pages/baogao-search.1")).expect("a page");
    assert!(page.contains("kwic") && page.contains("regular expression"));
    assert_eq!(env.run(&["man", "/proc/none"]).code, 2);
}
