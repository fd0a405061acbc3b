// Command pricing is the service of prices, which asks that of stock: pricing http://stock.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"

	"acme.example/pricing/errs"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr())
	panic(http.Serve(listener, newHandler(os.Args[1], tell)))
}

// tell is where a real service tells its notifier.
func tell(_ context.Context, err error, report errs.Report) {
	record, _ := json.Marshal(map[string]any{"envelope": report.Envelope, "error": err.Error(), "group": report.GroupingKey})
	fmt.Println(string(record))
}

func newHandler(stock string, notify func(context.Context, error, errs.Report)) http.Handler {
	boundary := &errs.Boundary{Notify: notify, Internal: true}
	return boundary.Handle(func(w http.ResponseWriter, r *http.Request) error {
		item := strings.TrimPrefix(r.URL.Path, "/prices/")
		count, err := countOf(r.Context(), stock, item)
		if err != nil {
			return errs.Wrap(err, "could not price item", errs.With("item", item))
		}
		return json.NewEncoder(w).Encode(map[string]int{"price": 100 - count})
	})
}

// countOf asks stock. That the item does not exist is the fault of whoever asked us, too.
func countOf(ctx context.Context, stock, item string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, stock+"/stock/"+url.PathEscape(item), nil)
	if err != nil {
		return 0, errs.Wrap(err, "could not ask stock")
	}
	errs.Outgoing(ctx, request.Header)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, errs.Wrap(err, "could not reach stock", errs.WithCode(errs.Unreachable))
	}
	if response.StatusCode != http.StatusOK {
		return 0, errs.FromResponse(response, "could not ask stock", errs.PassOn{errs.ItemNotFound})
	}
	defer response.Body.Close()
	var answer struct{ Count int }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return 0, errs.Wrap(err, "could not read what stock answered")
	}
	return answer.Count, nil
}
