//! The service of stock. It speaks as much HTTP as an example needs.

mod errs;

use errs::{Code, Envelope, Error, Occurrence, Result};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    for stream in listener.incoming() {
        // a client that has gone is no reason to stop
        let _ = serve(&mut stream?);
    }
    Ok(())
}

fn serve(stream: &mut TcpStream) -> std::io::Result<()> {
    let (path, occurrence) = read_request(stream)?;
    let item = path.trim_start_matches("/stock/");
    let (status, body) = match count_of(item) {
        Ok(count) => (200, format!("{{\"count\":{}}}", count)),
        Err(error) => {
            let envelope = Envelope::internal(&error, &occurrence);
            println!("{{\"envelope\":{},\"error\":{}}}", envelope.to_json(), errs::Value::from(format!("{:?}", error)));
            (error.http_status(), shared(&error, &occurrence).to_json())
        }
    };
    write!(
        stream,
        "HTTP/1.1 {} -\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
        status,
        body.len(),
        body
    )
}

/// What another service of ours may know: what a client may, and the whole context.
fn shared(error: &Error, occurrence: &Occurrence) -> Envelope {
    Envelope {
        context: Some(error.context().clone()),
        ..Envelope::public(error, occurrence)
    }
}

fn read_request(stream: &TcpStream) -> std::io::Result<(String, Occurrence)> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut occurrence = Occurrence::default();
    for line in lines {
        let line = line?;
        match line.split_once(": ") {
            Some((name, id)) if name.eq_ignore_ascii_case("x-request-id") => occurrence.request_id = id.to_owned(),
            Some((name, id)) if name.eq_ignore_ascii_case("x-correlation-id") => {
                occurrence.correlation_id = Some(id.to_owned());
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok((path, occurrence))
}

fn count_of(item: &str) -> Result<u32> {
    let text = read_shelf(item).map_err(|raw| {
        Error::wrap(raw, "could not read stock")
            .or_code(Code::StockUnavailable)
            .with("item", item)
            .with("warehouse", "w-1")
    })?;
    text.parse().map_err(|raw| Error::wrap(raw, "could not count stock").with("item", item))
}

fn read_shelf(item: &str) -> std::result::Result<&'static str, Box<dyn std::error::Error + Send + Sync>> {
    match item {
        "7" => Ok("58"),
        "8" => Ok("many"),
        "broken" => Err("disk on fire".into()),
        _ => Err(Error::new(Code::ItemNotFound, "no item has this number").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_coded() {
        assert_eq!(count_of("7").unwrap(), 58);
        let missing = count_of("9").unwrap_err();
        assert_eq!((missing.code(), missing.public_message()), (Code::ItemNotFound, "no item has this number"));
        assert_eq!(count_of("broken").unwrap_err().code(), Code::StockUnavailable);
        assert_eq!(count_of("8").unwrap_err().code(), Code::InternalError);
    }
}
