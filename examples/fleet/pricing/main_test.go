package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"acme.example/pricing/errs"
)

func TestStockThatCannotBeReached(t *testing.T) {
	var told []error
	notify := func(_ context.Context, err error, _ errs.Report) { told = append(told, err) }
	answer := httptest.NewRecorder()
	newHandler("http://127.0.0.1:1", notify).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/prices/7", nil))
	if answer.Code != 503 || !strings.Contains(answer.Body.String(), `"error_code":"UNREACHABLE"`) {
		t.Fatal(answer.Code, answer.Body)
	}
	if strings.Contains(answer.Body.String(), "connection refused") || len(told) != 1 {
		t.Fatal(answer.Body, told)
	}
}
