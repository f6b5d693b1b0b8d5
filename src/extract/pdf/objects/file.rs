//! A file's objects.

use hayro_syntax::Pdf;
use hayro_syntax::metadata::Metadata;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Null, ObjRef, Object, Stream};
use hayro_syntax::page::Page;

use crate::extract::limits::MAX_PAGES;

/// An opened file. Nothing in it is decoded before it is asked for.
pub(in crate::extract::pdf) struct File(Pdf);

impl File {
    /// Opens a file that needs no password; none if it is too damaged.
    pub(in crate::extract::pdf) fn open(bytes: &[u8]) -> Option<Self> {
        Pdf::new(bytes.to_vec()).ok().map(Self)
    }

    /// Its pages, in so far as they are read.
    pub(super) fn pages(&self) -> &[Page<'_>] {
        let pages: &[Page<'_>] = self.0.pages();
        &pages[..pages.len().min(MAX_PAGES)]
    }

    /// The object that a reference names.
    pub(super) fn object(&self, reference: ObjRef) -> Option<Object<'_>> {
        self.0.xref().get(reference.into())
    }

    /// What it says of itself.
    pub(in crate::extract::pdf) fn metadata(&self) -> &Metadata {
        self.0.metadata()
    }

    /// The dictionary that leads to all that is no page.
    pub(super) fn root(&self) -> Dict<'_> {
        self.0.xref().get(self.0.xref().root_id()).unwrap_or_default()
    }
}

/// The items of an array. What is referred to and not there is null; it ends no array (ISO 32000, 7.3.10).
pub(super) fn items<'a>(file: &'a File, array: &Array<'a>) -> impl Iterator<Item = Object<'a>> + use<'a> {
    array.raw_iter().map(|item| match item {
        MaybeRef::Ref(reference) => file.object(reference).unwrap_or(Object::Null(Null)),
        MaybeRef::NotRef(object) => object,
    })
}

/// The dictionaries of the array under `key`.
pub(super) fn dicts<'a>(file: &'a File, dict: &Dict<'a>, key: &str) -> impl Iterator<Item = Dict<'a>> + use<'a> {
    let array = dict.get::<Array<'a>>(key);
    array.into_iter().flat_map(|array| items(file, &array)).filter_map(Object::into_dict)
}

/// A name's text, if `key` holds one.
pub(super) fn name(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key).map(|name| String::from_utf8_lossy(&name).into_owned())
}

/// What a stream holds, if that is at most so many bytes.
pub(super) fn decoded(stream: &Stream<'_>, most: usize) -> Option<Vec<u8>> {
    use std::io::Read;

    let filters = stream.dict().get::<Object<'_>>("Filter");
    let is_flate = match &filters {
        Some(Object::Name(name)) => matches!(name.as_ref(), b"FlateDecode" | b"Fl"),
        Some(Object::Array(names)) => {
            let mut names = names.iter::<Name<'_>>();
            names.next().is_some_and(|name| matches!(name.as_ref(), b"FlateDecode" | b"Fl")) && names.next().is_none()
        }
        _ => false,
    };
    let raw = stream.raw_data();
    let bytes = if filters.is_none() {
        raw.into_owned()
    } else if is_flate && !stream.dict().contains_key("DecodeParms") {
        // Nothing else packs so much into so little, so this is counted while it is unpacked.
        let mut bytes = Vec::new();
        let read = flate2::read::ZlibDecoder::new(&*raw).take(most as u64 + 1).read_to_end(&mut bytes);
        // What is whole of a stream that is cut off is read.
        if read.is_err() && bytes.is_empty() {
            return None;
        }
        bytes
    } else {
        stream.decoded_data().ok()?.into_owned()
    };
    (bytes.len() <= most).then_some(bytes)
}
