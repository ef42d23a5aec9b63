package org.namjai.platform.request;

import java.util.Map;

/** What a request knows about its person; stored sealed, as one. */
record Personal(String citizenId, String account, Map<String, Object> answers) {
    @Override
    public String toString() {
        return "Personal[hidden]";
    }
}
