package io.kehub.client.quick;

import java.net.HttpCookie;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cookies by which the ERP knows the caller. Two sessions are the same only as objects, whatever they hold. */
final class Session {
    private final Map<String, String> pairs;

    private Session(Map<String, String> pairs) {
        this.pairs = pairs;
    }

    /** From what the {@code Cookie} header holds: {@code NAME=value}, several split by semicolons. */
    static Session ofHeader(String header) {
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : header.split(";")) {
            put(pairs, pair);
        }
        return new Session(pairs);
    }

    static Session ofSetCookies(List<String> setCookies) {
        return new Session(Map.of()).with(setCookies);
    }

    /** This session after an answer with these {@code Set-Cookie} headers; this very object where they change nothing. */
    Session with(List<String> setCookies) {
        var changed = new LinkedHashMap<>(pairs);
        for (var setCookie : setCookies) {
            var pair = setCookie.split(";", 2)[0];
            if (isOver(setCookie)) {
                changed.remove(name(pair));
            } else {
                put(changed, pair);
            }
        }
        return changed.equals(pairs) ? this : new Session(changed);
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    String header() {
        return String.join("; ", pairs.values());
    }

    private static void put(Map<String, String> pairs, String pair) {
        var name = name(pair);
        if (!name.isEmpty() && pair.chars().allMatch(letter -> letter >= ' ' && letter <= '~')) {
            pairs.put(name, pair.strip());
        }
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0 ? "" : pair.substring(0, equals).strip();
    }

    private static boolean isOver(String setCookie) {
        try {
            return HttpCookie.parse(setCookie).stream().allMatch(HttpCookie::hasExpired);
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }

    @Override
    public String toString() {
        return "Session" + pairs.keySet().stream().map(name -> name + "=***").toList();
    }
}
