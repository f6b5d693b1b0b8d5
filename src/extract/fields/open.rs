//! The fields that a text is within, while it is read.

use super::eq;
use super::form::Form;

/// Fields lie within each other to no such depth; those deeper show nothing of their own.
const MAX_DEPTH: usize = 64;
/// Longer codes are none of those that show something.
const MAX_CODE_BYTES: usize = 4096;

/// The open fields, the outermost first.
#[derive(Debug, Default)]
pub(in crate::extract) struct Fields {
    open: Vec<Field>,
    /// Those that are open beyond the depth that is kept in mind.
    deeper: usize,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether the code is over, and the result begun.
    is_over: bool,
    has_result: bool,
    form: Form,
}

impl Fields {
    /// A field begins, with its code.
    pub(in crate::extract) fn begin(&mut self) {
        if self.open.len() < MAX_DEPTH {
            self.open.push(Field::default());
        } else {
            self.deeper += 1;
        }
    }

    /// The code of the innermost is over; its result follows.
    pub(in crate::extract) fn separate(&mut self) {
        if self.deeper == 0
            && let Some(field) = self.open.last_mut()
        {
            field.is_over = true;
        }
    }

    /// The innermost ends. Gives what the page shows of it, where no result says that: it goes to where the field stands.
    pub(in crate::extract) fn end(&mut self) -> Option<String> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return None;
        }
        self.open.pop().and_then(|field| field.shown())
    }

    /// Whether text here is a code's.
    pub(in crate::extract) fn in_code(&self) -> bool {
        self.open.iter().any(|field| !field.is_over)
    }

    /// Whether text here is a code's, as which it is kept, and none of the page's.
    pub(in crate::extract) fn takes(&mut self, text: &str) -> bool {
        if let Some(field) = self.open.last_mut().filter(|field| field.is_over) {
            field.has_result |= !text.trim().is_empty();
        }
        // The result of a field within a code is a part of the code.
        let Some(field) = self.open.iter_mut().rev().find(|field| !field.is_over) else { return false };
        if field.code.len() + text.len() <= MAX_CODE_BYTES {
            field.code += text;
        }
        true
    }

    /// The innermost field as one of a form.
    pub(in crate::extract) fn form(&mut self) -> Option<&mut Form> {
        self.open.last_mut().map(|field| &mut field.form)
    }
}

impl Field {
    fn shown(&self) -> Option<String> {
        if self.has_result {
            return None;
        }
        let code = self.code.trim_start();
        let (name, rest) = code.split_at(code.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(code.len()));
        match name.to_ascii_uppercase().as_str() {
            "EQ" => Some(eq::shown(rest)),
            "FORMDROPDOWN" => self.form.entry(),
            "FORMCHECKBOX" => Some(self.form.tick()),
            // A name, then the text to click on.
            "MACROBUTTON" | "GOTOBUTTON" => rest.trim_start().split_once(' ').map(|(_, text)| text.trim().to_owned()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn codes_and_results() {
        let mut fields = Fields::default();
        assert!(!fields.takes("正文"));
        fields.begin();
        assert!(fields.takes(" EQ \\f("));
        fields.begin();
        assert!(fields.takes("= 1 + 1 "));
        fields.separate();
        assert!(fields.takes("2"));
        assert_eq!(fields.end(), None);
        assert!(fields.takes(",3)"));
        assert_eq!(fields.end().as_deref(), Some("2/3"));

        fields.begin();
        fields.takes("FORMTEXT");
        fields.separate();
        assert!(!fields.takes("林国栋"));
        assert_eq!(fields.end(), None);

        fields.begin();
        fields.takes(" FORMDROPDOWN ");
        let form = fields.form().expect("an open field");
        (form.entries, form.default) = (vec!["优秀".to_owned(), "称职".to_owned()], Some(1));
        fields.separate();
        assert_eq!(fields.end().as_deref(), Some("称职"));
        assert!(!fields.in_code());
        assert_eq!(fields.end(), None);
    }
}
