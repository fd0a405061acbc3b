/** The parts that are the same for every contract. */
export const errorSource = `// Error is a coded error: what failed, by the contract's code, in a stable message; what it failed on, in the
// context; and why, in the cause.
type Error struct {
	code     Code
	message  string
	context  map[string]any
	cause    error
	status   int
	public   string
	expected bool
	callers  []uintptr
}

// Option adds to an error that is made or wrapped.
type Option func(*Error)

// With adds a structured fact for triage, beside the message. Never a secret.
func With(key string, value any) Option {
	return func(e *Error) { e.context[key] = value }
}

// WithContext adds several.
func WithContext(context map[string]any) Option {
	return func(e *Error) {
		for key, value := range context {
			e.context[key] = value
		}
	}
}

// WithCode gives a wrap the code for a cause that has none of its own.
func WithCode(code Code) Option {
	return func(e *Error) { e.setCode(code) }
}

// WithExpected says that nobody need be notified, this time.
func WithExpected() Option {
	return func(e *Error) { e.expected = true }
}

// New makes a coded error. Its message reads the same on every occurrence; what varies is context:
//
//	return errs.New(errs.NotFound, "order not found", errs.With("orderId", id))
func New(code Code, message string, options ...Option) error {
	e := newError(code, message, options)
	e.setCode(code)
	if e.Fault() == ClientFault {
		e.public = message
	}
	return e
}

// Wrap says what was being done when err came up. It keeps the code of a coded cause, however deep, and adds to its
// context. The wrap of nil is nil:
//
//	return errs.Wrap(err, "could not load order", errs.With("orderId", id))
func Wrap(err error, message string, options ...Option) error {
	if err == nil {
		return nil
	}
	e := newError(fallback, message, options)
	e.cause = err
	if inner := Find(err); inner != nil {
		e.keep(inner)
	} else if code := Code(""); errors.As(err, &code) {
		e.setCode(code)
	}
	return e
}

func newError(code Code, message string, options []Option) *Error {
	e := &Error{message: message, context: map[string]any{}, callers: callers()}
	e.setCode(code)
	for _, option := range options {
		option(e)
	}
	return e
}

func (e *Error) setCode(code Code) {
	e.code, e.status, e.public = code, code.HTTPStatus(), code.Message()
}

// keep takes over what a cause means; what it says of itself wins.
func (e *Error) keep(inner *Error) {
	e.code, e.status, e.public = inner.code, inner.status, inner.public
	e.expected = e.expected || inner.expected
	for key, value := range inner.context {
		e.context[key] = value
	}
}

// ownPackage begins the names of this package's functions.
var ownPackage = func() string {
	pc, _, _, _ := runtime.Caller(0)
	name := runtime.FuncForPC(pc).Name()
	slash := strings.LastIndex(name, "/") + 1
	return name[:slash] + strings.SplitAfter(name[slash:], ".")[0]
}()

// callers is the stack of whoever needed the error: without this package, which only made it.
func callers() []uintptr {
	pcs := make([]uintptr, 64)
	pcs = pcs[:runtime.Callers(2, pcs)]
	for len(pcs) > 1 && strings.HasPrefix(runtime.FuncForPC(pcs[0]-1).Name(), ownPackage) {
		pcs = pcs[1:]
	}
	return pcs
}

// Error is the message and those of the causes.
func (e *Error) Error() string {
	if e.cause == nil {
		return e.message
	}
	return e.message + ": " + e.cause.Error()
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.cause }

// Is makes errors.Is(err, NotFound) true for errors of that code.
func (e *Error) Is(target error) bool {
	code, ok := target.(Code) //nolint:errorlint // the target is what was asked for, never a wrap of it
	return ok && e.code == code
}

// Code is the failure mode.
func (e *Error) Code() Code { return e.code }

// Message is this error's own, without those of its causes.
func (e *Error) Message() string { return e.message }

// PublicMessage is what a client may see.
func (e *Error) PublicMessage() string { return e.public }

// Context holds the facts for triage. The map is the caller's own.
func (e *Error) Context() map[string]any {
	context := make(map[string]any, len(e.context))
	for key, value := range e.context {
		context[key] = value
	}
	return context
}

// Fault says who has to act.
func (e *Error) Fault() Fault { return e.code.Fault() }

// Expected tells whether nobody need be notified.
func (e *Error) Expected() bool { return e.expected || e.code.Expected() }

// HTTPStatus is the status to answer with.
func (e *Error) HTTPStatus() int { return e.status }

// Callers is the stack of where the error was made, as notifiers read it.
func (e *Error) Callers() []uintptr { return e.callers }

// MarshalJSON gives the error as a log has it, without request and time.
func (e *Error) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{
		"error_code": e.code,
		"message":    e.Error(),
		"severity":   e.code.Severity(),
		"context":    e.context,
	})
}

// Find is the outermost coded error in a chain; nil where there is none.
func Find(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// meaning is what any error means: that of the coded error in it, else a server fault.
func meaning(err error) *Error {
	if e := Find(err); e != nil {
		return e
	}
	e := &Error{message: err.Error(), context: map[string]any{}, cause: err}
	code := fallback
	errors.As(err, &code)
	e.setCode(code)
	return e
}

// CodeOf is the code of an error; that of an unknown failure where it has none.
func CodeOf(err error) Code { return meaning(err).code }

// HTTPStatusOf is the status to answer with.
func HTTPStatusOf(err error) int { return meaning(err).status }

// GRPCOf is the number and the message of a gRPC status: status.Error(codes.Code(number), message).
func GRPCOf(err error) (number uint32, message string) {
	e := meaning(err)
	return e.code.GRPC(), e.public
}
`;

export const envelopeSource = `// Envelope is what crosses a service boundary when something failed. Fields that this service does not know are kept.
type Envelope struct {
	Code          Code
	Message       string
	Severity      Severity
	Timestamp     string
	RequestID     string
	CorrelationID string
	Context       map[string]any
	// Fields has everything else: the contract's own fields, trace_id and span_id, and what is unknown.
	Fields map[string]any
}

// Occurrence is what an envelope says beside the error: which request it was, and when.
type Occurrence struct {
	RequestID string
	// CorrelationID is that of the whole chain of requests; this one's where it is empty.
	CorrelationID string
	// Timestamp is now where it is zero.
	Timestamp time.Time
	// Fields are the contract's own.
	Fields map[string]any
}

// PublicEnvelope is what a client may see: of a client fault, the message where it arose and the context keys that are public;
// of a server fault, the contract's message for the code.
func PublicEnvelope(err error, occurrence Occurrence) Envelope {
	e := meaning(err)
	context := map[string]any{}
	if e.Fault() == ClientFault {
		for _, key := range e.code.facts().public {
			if value, ok := e.context[key]; ok {
				context[key] = value
			}
		}
	}
	return occurrence.envelope(e.code, e.public, context)
}

// InternalEnvelope is everything, for logs, the notifier and a team's own services.
func InternalEnvelope(err error, occurrence Occurrence) Envelope {
	e := meaning(err)
	message := err.Error()
	if top, ok := err.(*Error); ok { //nolint:errorlint // the outermost error tells what was being done
		message = top.message
	}
	return occurrence.envelope(e.code, message, e.Context())
}

func (o Occurrence) envelope(code Code, message string, context map[string]any) Envelope {
	if o.Timestamp.IsZero() {
		o.Timestamp = time.Now()
	}
	if o.CorrelationID == "" {
		o.CorrelationID = o.RequestID
	}
	return Envelope{
		Code:          code,
		Message:       message,
		Severity:      code.Severity(),
		Timestamp:     o.Timestamp.UTC().Format("2006-01-02T15:04:05.000Z"),
		RequestID:     o.RequestID,
		CorrelationID: o.CorrelationID,
		Context:       context,
		Fields:        o.Fields,
	}
}

// MarshalJSON writes the contract's names. What JSON cannot carry is left out of the context.
func (e Envelope) MarshalJSON() ([]byte, error) {
	fields := make(map[string]any, len(e.Fields)+7)
	for key, value := range e.Fields {
		fields[key] = value
	}
	fields["error_code"] = e.Code
	fields["message"] = e.Message
	for key, value := range map[string]string{
		"severity":       string(e.Severity),
		"timestamp":      e.Timestamp,
		"request_id":     e.RequestID,
		"correlation_id": e.CorrelationID,
	} {
		if value != "" {
			fields[key] = value
		}
	}
	if e.Context != nil {
		fields["context"] = plain(e.Context)
	}
	return json.Marshal(fields)
}

// plain tells errors by their messages, and leaves out what cannot be told.
func plain(context map[string]any) map[string]json.RawMessage {
	values := make(map[string]json.RawMessage, len(context))
	for key, value := range context {
		if err, ok := value.(error); ok {
			value = err.Error()
		}
		if text, err := json.Marshal(value); err == nil {
			values[key] = text
		}
	}
	return values
}

// ErrNotAnEnvelope is the error of what is JSON, and no envelope.
var ErrNotAnEnvelope = errors.New("not an envelope")

// UnmarshalJSON reads an envelope, also as RFC 9457 has it, with the message in "detail". Numbers stay as they are written.
func (e *Envelope) UnmarshalJSON(data []byte) error {
	fields := map[string]any{}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&fields); err != nil {
		return fmt.Errorf("could not read envelope: %w", err)
	}
	code, hasCode := fields["error_code"].(string)
	message, hasMessage := fields["message"].(string)
	if !hasMessage {
		message, hasMessage = fields["detail"].(string)
	}
	if !hasCode || !hasMessage {
		return ErrNotAnEnvelope
	}
	delete(fields, "error_code")
	delete(fields, "message")
	*e = Envelope{
		Code:          Code(code),
		Message:       message,
		Severity:      Severity(takeString(fields, "severity")),
		Timestamp:     takeString(fields, "timestamp"),
		RequestID:     takeString(fields, "request_id"),
		CorrelationID: takeString(fields, "correlation_id"),
	}
	if context, ok := fields["context"].(map[string]any); ok {
		e.Context = context
		delete(fields, "context")
	}
	e.Fields = fields
	return nil
}

// takeString leaves a field of another type where it is.
func takeString(fields map[string]any, key string) string {
	text, ok := fields[key].(string)
	if ok && text != "" {
		delete(fields, key)
	}
	return text
}

// TwirpError is the body of a Twirp error; the rest of the envelope is in Meta.
type TwirpError struct {
	Code string            \`json:"code"\`
	Msg  string            \`json:"msg"\`
	Meta map[string]string \`json:"meta,omitempty"\`
}

// TwirpOf is an error as Twirp sends it.
func TwirpOf(err error, occurrence Occurrence) TwirpError {
	envelope := PublicEnvelope(err, occurrence)
	meta := map[string]string{
		"error_code":     string(envelope.Code),
		"severity":       string(envelope.Severity),
		"timestamp":      envelope.Timestamp,
		"request_id":     envelope.RequestID,
		"correlation_id": envelope.CorrelationID,
	}
	for key, value := range envelope.Fields {
		meta[key] = fmt.Sprint(value)
	}
	if context, err := json.Marshal(plain(envelope.Context)); err == nil {
		meta["context"] = string(context)
	}
	return TwirpError{Code: envelope.Code.Twirp(), Msg: envelope.Message, Meta: meta}
}
`;

export const remoteSource = `// RemoteError is what failed at another service. It has no code here: whose fault it is depends on who asked.
type RemoteError struct {
	// Envelope is what the other service answered; nil where that was none.
	Envelope *Envelope
	// Status is the HTTP status of the answer; 0 where there was none.
	Status int
	// Body is the beginning of an answer that is no envelope.
	Body string
}

// Error is the other service's message.
func (e *RemoteError) Error() string {
	if e.Envelope == nil {
		return "another service answered without an envelope"
	}
	return e.Envelope.Message
}

// PassOn names client faults of another service that are client faults here, too: what they speak of was named by our
// own client.
type PassOn []Code

func (p PassOn) has(code Code) bool {
	for _, each := range p {
		if each == code {
			return true
		}
	}
	return false
}

// OnDecodeFailure is told of answers that should have been envelopes of this contract. It may be replaced at start.
var OnDecodeFailure = func(reason string, status int) {}

// FromEnvelope is what to return for an envelope of another service: its server faults are server faults here; its
// client faults are, too, unless they are passed on by name.
func FromEnvelope(envelope Envelope, message string, passOn PassOn, options ...Option) error {
	return fromRemote(&RemoteError{Envelope: &envelope}, message, passOn, options)
}

// FromResponse is what to return for an answer that tells of a failure. It reads the body, and closes it:
//
//	return errs.FromResponse(response, "could not load order", errs.PassOn{errs.NotFound})
func FromResponse(response *http.Response, message string, passOn PassOn, options ...Option) error {
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	remote := &RemoteError{Status: response.StatusCode}
	envelope := Envelope{}
	if err == nil && json.Unmarshal(body, &envelope) == nil {
		remote.Envelope = &envelope
		return fromRemote(remote, message, passOn, options)
	}
	OnDecodeFailure("not an envelope", response.StatusCode)
	if len(body) > 1000 {
		body = body[:1000]
	}
	remote.Body = string(body)
	return newRemote(remote, CodeOfStatus(response.StatusCode), message, options)
}

func fromRemote(remote *RemoteError, message string, passOn PassOn, options []Option) error {
	envelope := remote.Envelope
	if !envelope.Code.Known() {
		OnDecodeFailure("unknown code", remote.Status)
	}
	options = append(options[:len(options):len(options)], WithContext(envelope.Context))
	if !envelope.Code.Known() || !passOn.has(envelope.Code) {
		return newRemote(remote, envelope.Code, message, options)
	}
	e := newError(envelope.Code, message, options)
	e.cause = remote
	if e.Fault() == ClientFault {
		e.public = envelope.Message
	}
	return e
}

// newRemote makes a server fault: another service's client fault is our mistake.
func newRemote(remote *RemoteError, code Code, message string, options []Option) error {
	if !code.Known() || code.Fault() == ClientFault {
		code = fallback
	}
	e := newError(code, message, options)
	e.setCode(code)
	e.cause = remote
	return e
}
`;

export const httpSource = `const (
	requestIDHeader     = "X-Request-Id"
	correlationIDHeader = "X-Correlation-Id"
)

type occurrenceKey struct{}

// WithOccurrence gives a context the ids of its request.
func WithOccurrence(ctx context.Context, occurrence Occurrence) context.Context {
	return context.WithValue(ctx, occurrenceKey{}, occurrence)
}

// OccurrenceFrom is the ids of the request at hand; zero outside of one.
func OccurrenceFrom(ctx context.Context) Occurrence {
	occurrence, _ := ctx.Value(occurrenceKey{}).(Occurrence)
	return occurrence
}

var fitID = regexp.MustCompile(\`^[\\w.:/+=-]{1,200}$\`)

// OccurrenceOf is the ids that a request came with, or new ones where they are missing or not fit to be passed on.
func OccurrenceOf(header http.Header) Occurrence {
	occurrence := Occurrence{RequestID: header.Get(requestIDHeader), CorrelationID: header.Get(correlationIDHeader)}
	if !fitID.MatchString(occurrence.RequestID) {
		occurrence.RequestID = newID()
	}
	if !fitID.MatchString(occurrence.CorrelationID) {
		occurrence.CorrelationID = occurrence.RequestID
	}
	return occurrence
}

func newID() string {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return strconv.FormatInt(time.Now().UnixNano(), 36)
	}
	return hex.EncodeToString(id)
}

// Outgoing puts the ids of the request at hand on a call to another service.
func Outgoing(ctx context.Context, header http.Header) {
	occurrence := OccurrenceFrom(ctx)
	if occurrence.RequestID != "" {
		header.Set(requestIDHeader, occurrence.RequestID)
		header.Set(correlationIDHeader, occurrence.CorrelationID)
	}
}

// Report is what a notifier is told beside the error.
type Report struct {
	// GroupingKey is equal for occurrences of one failure, different for different ones.
	GroupingKey string
	Envelope    Envelope
	// Stack is that of the panic, or of the innermost coded error.
	Stack []uintptr
}

// Handler is an http.Handler that may fail.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Boundary is the one place that answers for what handlers return or panic with, and reports it once.
type Boundary struct {
	// Notify tells the monitoring service. It is called for server faults that nobody expected.
	Notify func(ctx context.Context, err error, report Report)
	// Count is called for every error. It may be nil.
	Count func(ctx context.Context, code Code, notified bool)
	// Internal sends the whole context, to a team's own services.
	Internal bool
	// Trace adds trace_id and span_id to what is reported. It may be nil.
	Trace func(ctx context.Context) map[string]any
}

// Handle makes an http.Handler of one that may fail.
func (b *Boundary) Handle(handler Handler) http.Handler {
	return b.Recover(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := handler(w, r); err != nil {
			b.answer(w, r, err, nil)
		}
	}))
}

// Recover gives every request its ids, and answers for panics. The outermost middleware.
func (b *Boundary) Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tracked, isTracked := w.(*trackedWriter)
		if !isTracked {
			occurrence := OccurrenceOf(r.Header)
			r = r.WithContext(WithOccurrence(r.Context(), occurrence))
			w.Header().Set(requestIDHeader, occurrence.RequestID)
			tracked = &trackedWriter{ResponseWriter: w}
		}
		defer func() {
			if value := recover(); value != nil {
				if value == http.ErrAbortHandler { //nolint:errorlint // a signal to the server, compared as the server does
					panic(value)
				}
				b.answer(tracked, r, newPanic(value), panicCallers())
			}
		}()
		next.ServeHTTP(tracked, r)
	})
}

func (b *Boundary) answer(w http.ResponseWriter, r *http.Request, err error, stack []uintptr) {
	b.report(r.Context(), err, stack)
	tracked, ok := w.(*trackedWriter)
	if ok && tracked.wroteHeader {
		panic(http.ErrAbortHandler) // the answer has begun: whoever reads it must see that it is not whole
	}
	envelope := PublicEnvelope(err, OccurrenceFrom(r.Context()))
	if b.Internal {
		envelope.Context = meaning(err).Context()
	}
	body, err2 := json.Marshal(envelope)
	if err2 != nil {
		panic(http.ErrAbortHandler)
	}
	for _, name := range bodyHeaders {
		w.Header().Del(name)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(HTTPStatusOf(err))
	_, _ = w.Write(body) // the client has gone: nobody is left to tell
}

// bodyHeaders is what a handler may have said of the body that it did not send.
var bodyHeaders = []string{
	"Content-Length", "Content-Encoding", "Content-Disposition", "Content-Range", "Cache-Control", "Etag", "Last-Modified",
}

func (b *Boundary) report(ctx context.Context, err error, stack []uintptr) {
	e := meaning(err)
	hasLeft := errors.Is(err, context.Canceled) && ctx.Err() != nil
	notified := e.Fault() == ServerFault && !e.Expected() && !hasLeft && b.Notify != nil
	if b.Count != nil {
		b.Count(ctx, e.code, notified)
	}
	if !notified {
		return
	}
	occurrence := OccurrenceFrom(ctx)
	if b.Trace != nil {
		occurrence.Fields = b.Trace(ctx)
	}
	if stack == nil {
		stack = innermostCallers(err)
	}
	b.Notify(ctx, err, Report{GroupingKey: groupingKey(e.code, stack), Envelope: InternalEnvelope(err, occurrence), Stack: stack})
}

// Panic is the error of a panic.
type Panic struct {
	Value any
}

func newPanic(value any) error {
	return Wrap(&Panic{Value: value}, "a handler panicked")
}

// Error is the value that was panicked with.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

// Unwrap is that value, where it is an error. Its code is not that of the answer: a panic is always a server fault.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	var code Code
	if Find(err) != nil || errors.As(err, &code) {
		return nil
	}
	return err
}

// panicCallers is the stack of what panicked, called where it is recovered.
func panicCallers() []uintptr {
	pcs := make([]uintptr, 128)
	pcs = pcs[:runtime.Callers(2, pcs)]
	for i, pc := range pcs {
		if f := runtime.FuncForPC(pc - 1); f != nil && f.Name() == "runtime.gopanic" {
			return skipRuntime(pcs[i+1:])
		}
	}
	return pcs
}

// skipRuntime leaves out what the runtime did to panic: of a nil pointer, say.
func skipRuntime(pcs []uintptr) []uintptr {
	for len(pcs) > 1 {
		f := runtime.FuncForPC(pcs[0] - 1)
		if f == nil || !strings.HasPrefix(f.Name(), "runtime.") {
			break
		}
		pcs = pcs[1:]
	}
	return pcs
}

func innermostCallers(err error) []uintptr {
	var callers []uintptr
	for e := Find(err); e != nil; e = Find(e.cause) {
		callers = e.callers
	}
	return callers
}

func groupingKey(code Code, stack []uintptr) string {
	if len(stack) == 0 {
		return string(code)
	}
	frame, _ := runtime.CallersFrames(stack).Next()
	return string(code) + " " + frame.Function
}

// trackedWriter knows whether an answer has begun.
type trackedWriter struct {
	http.ResponseWriter
	wroteHeader bool
}

func (w *trackedWriter) WriteHeader(status int) {
	w.wroteHeader = w.wroteHeader || status >= 200
	w.ResponseWriter.WriteHeader(status)
}

func (w *trackedWriter) Write(data []byte) (int, error) {
	w.wroteHeader = true
	return w.ResponseWriter.Write(data) //nolint:wrapcheck // it is the writer's own
}

// Flush is for handlers that stream.
func (w *trackedWriter) Flush() {
	if flusher, ok := w.ResponseWriter.(http.Flusher); ok {
		w.wroteHeader = true
		flusher.Flush()
	}
}

// Hijack is for handlers that take the connection over, as those of WebSockets do.
func (w *trackedWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	hijacker, ok := w.ResponseWriter.(http.Hijacker)
	if !ok {
		return nil, nil, errNoHijacker
	}
	w.wroteHeader = true
	return hijacker.Hijack() //nolint:wrapcheck // it is the writer's own
}

var errNoHijacker = errors.New("the connection cannot be taken over")

// Unwrap is for http.ResponseController.
func (w *trackedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
`;
