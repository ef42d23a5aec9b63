package org.namjai.bank.security;

import org.springframework.http.HttpStatus;

/** An expected refusal of a call: which field, which rule, in Thai and in English. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String field;
    private final String th;
    private final String en;

    public Refusal(HttpStatus status, String field, String th, String en) {
        super(en);
        this.status = status;
        this.field = field;
        this.th = th;
        this.en = en;
    }

    public String field() {
        return field;
    }

    public String th() {
        return th;
    }

    public String en() {
        return en;
    }

    public HttpStatus status() {
        return status;
    }

    Problems.FieldError error() {
        return new Problems.FieldError(field, th, en);
    }
}
