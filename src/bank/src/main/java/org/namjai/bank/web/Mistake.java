package org.namjai.bank.web;

/** What is wrong with a field of a form, in a sentence that names the field and the rule. */
record Mistake(String field, String th, String en) {}
