// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

/// The members of a JSON object, in order of their names.
pub type Map = BTreeMap<String, Value>;

/// A JSON value. Numbers stay as they are written, so that none loses digits on its way through.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Map),
}

/// A number as JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// The number as text: `-1.5e3`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Value {
    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Value::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::String(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

/// What JSON cannot write is null.
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        if value.is_finite() {
            Value::Number(Number(format!("{:?}", value)))
        } else {
            Value::Null
        }
    }
}

macro_rules! from_integer {
    ($($integer:ty),+) => {
        $(
            impl From<$integer> for Value {
                fn from(value: $integer) -> Self {
                    Value::Number(Number(value.to_string()))
                }
            }
        )+
    };
}

from_integer!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Value::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => write!(f, "{}", value),
            Value::Number(number) => f.write_str(&number.0),
            Value::String(text) => write_text(f, text),
            Value::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{}", if index == 0 { "" } else { "," }, item)?;
                }
                f.write_str("]")
            }
            Value::Object(map) => {
                f.write_str("{")?;
                for (index, (key, value)) in map.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write_text(f, key)?;
                    write!(f, ":{}", value)?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for character in text.chars() {
        match character {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            control if (control as u32) < 0x20 => write!(f, "\\u{:04x}", control as u32)?,
            other => write!(f, "{}", other)?,
        }
    }
    f.write_str("\"")
}

/// Where a text stops being JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// In bytes, from the beginning.
    pub offset: usize,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no JSON at byte {}", self.offset)
    }
}

impl StdError for ParseError {}

impl FromStr for Value {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(0)?;
        parser.space();
        if parser.at == text.len() {
            Ok(value)
        } else {
            parser.fail()
        }
    }
}

/// Deeper values are refused: the stack is finite.
const DEEPEST: usize = 128;

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn fail<T>(&self) -> Result<T, ParseError> {
        Err(ParseError { offset: self.at })
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn space(&mut self) {
        while matches!(self.rest().first(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, token: &str) -> bool {
        let is_there = self.rest().starts_with(token.as_bytes());
        if is_there {
            self.at += token.len();
        }
        is_there
    }

    fn expect(&mut self, token: &str) -> Result<(), ParseError> {
        if self.take(token) {
            Ok(())
        } else {
            self.fail()
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, ParseError> {
        if depth > DEEPEST {
            return self.fail();
        }
        self.space();
        match self.rest().first() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => Ok(Value::String(self.string()?)),
            Some(b't') => self.expect("true").map(|()| Value::Bool(true)),
            Some(b'f') => self.expect("false").map(|()| Value::Bool(false)),
            Some(b'n') => self.expect("null").map(|()| Value::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, ParseError> {
        let mut map = Map::new();
        self.expect("{")?;
        self.space();
        if self.take("}") {
            return Ok(Value::Object(map));
        }
        loop {
            self.space();
            let key = self.string()?;
            self.space();
            self.expect(":")?;
            map.insert(key, self.value(depth + 1)?);
            self.space();
            if self.take("}") {
                return Ok(Value::Object(map));
            }
            self.expect(",")?;
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, ParseError> {
        let mut items = Vec::new();
        self.expect("[")?;
        self.space();
        if self.take("]") {
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.take("]") {
                return Ok(Value::Array(items));
            }
            self.expect(",")?;
        }
    }

    fn number(&mut self) -> Result<Value, ParseError> {
        let start = self.at;
        self.take("-");
        if !self.take("0") {
            self.digits()?;
        }
        if self.take(".") {
            self.digits()?;
        }
        if self.take("e") || self.take("E") {
            if !self.take("+") {
                self.take("-");
            }
            self.digits()?;
        }
        Ok(Value::Number(Number(self.text[start..self.at].to_owned())))
    }

    fn digits(&mut self) -> Result<(), ParseError> {
        let count = self
            .rest()
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        self.at += count;
        if count == 0 {
            return self.fail();
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, ParseError> {
        self.expect("\"")?;
        let mut text = String::new();
        loop {
            let plain = self
                .rest()
                .iter()
                .take_while(|byte| **byte >= 0x20 && **byte != b'"' && **byte != b'\\')
                .count();
            text.push_str(&self.text[self.at..self.at + plain]);
            self.at += plain;
            if self.take("\"") {
                return Ok(text);
            }
            self.expect("\\")?;
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, ParseError> {
        let escape = match self.rest().first() {
            Some(escape) => *escape,
            None => return self.fail(),
        };
        self.at += 1;
        match escape {
            b'"' => Ok('"'),
            b'\\' => Ok('\\'),
            b'/' => Ok('/'),
            b'b' => Ok('\u{8}'),
            b'f' => Ok('\u{c}'),
            b'n' => Ok('\n'),
            b'r' => Ok('\r'),
            b't' => Ok('\t'),
            b'u' => self.unicode(),
            _ => self.fail(),
        }
    }

    /// Halves of a pair belong together; half of one alone becomes U+FFFD.
    fn unicode(&mut self) -> Result<char, ParseError> {
        let first = self.hex()?;
        let before = self.at;
        if (0xd800..0xdc00).contains(&first) && self.take("\\u") {
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = before;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Result<u32, ParseError> {
        let digits = match self.rest().get(..4) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => {
                &self.text[self.at..self.at + 4]
            }
            _ => return self.fail(),
        };
        self.at += 4;
        u32::from_str_radix(digits, 16).or_else(|_| self.fail())
    }
}
