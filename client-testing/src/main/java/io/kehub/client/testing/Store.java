package io.kehub.client.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The customers of a fake ERP, keyed by the wire names of the quick reference. Thread-safe. */
final class Store {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** @param id 0 for a new id */
    private record Later(Instant at, int id, Map<String, String> customer) {}

    private final Clock clock;
    private final Map<Integer, Map<String, String>> customers = new LinkedHashMap<>();
    private final List<Later> later = new ArrayList<>();
    private final Set<Integer> reserved = new LinkedHashSet<>();
    private int lastId = 1000;

    Store(Clock clock) {
        this.clock = clock;
    }

    synchronized int reserve() {
        reserved.add(++lastId);
        return lastId;
    }

    synchronized boolean isReserved(int id) {
        return reserved.contains(id);
    }

    /**
     * Saves a customer: a new one, or the one with this id.
     *
     * @param id 0 for a new id
     */
    synchronized String save(int id, Map<String, String> fields) {
        int saved = id == 0 ? ++lastId : id;
        var customer = new LinkedHashMap<>(fields);
        var present = customers.get(saved);
        customer.put(
                "addtime",
                present == null ? TIME.format(clock.instant().atZone(ZONE)) : present.getOrDefault("addtime", ""));
        customers.put(saved, customer);
        return Integer.toString(saved);
    }

    synchronized void saveAt(Instant at, int id, Map<String, String> fields) {
        later.add(new Later(at, id, fields));
    }

    synchronized void edit(String id, String field, String value) {
        customers.computeIfPresent(number(id), (key, customer) -> {
            customer.put(field, value);
            return customer;
        });
    }

    synchronized List<String> idsOf(String kCode) {
        letTheLateAppear();
        return customers.entrySet().stream()
                .filter(customer -> kCode.equals(customer.getValue().get("k_code")))
                .map(customer -> customer.getKey().toString())
                .toList();
    }

    /** A copy; empty if there is no such customer. */
    synchronized Map<String, String> customer(String id) {
        letTheLateAppear();
        return new LinkedHashMap<>(customers.getOrDefault(number(id), Map.of()));
    }

    synchronized int size() {
        letTheLateAppear();
        return customers.size();
    }

    /** The customers that match, newest first, each with its {@code id}. */
    synchronized List<Map<String, String>> matching(Predicate<Map<String, String>> condition) {
        letTheLateAppear();
        var found = new ArrayList<Map<String, String>>();
        customers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .filter(customer -> condition.test(customer.getValue()))
                .forEach(customer -> {
                    var row = new LinkedHashMap<>(customer.getValue());
                    row.put("id", customer.getKey().toString());
                    found.add(row);
                });
        return found;
    }

    static boolean isAddedSince(Map<String, String> customer, String day) {
        var start = day(day);
        var added = day(customer.getOrDefault("addtime", ""));
        return start == null || (added != null && !added.isBefore(start));
    }

    private static @Nullable LocalDate day(String time) {
        return time.isEmpty() ? null : LocalDate.parse(time.substring(0, 10));
    }

    private void letTheLateAppear() {
        var arrived = later.stream()
                .filter(each -> !each.at().isAfter(clock.instant()))
                .toList();
        arrived.forEach(each -> save(each.id(), each.customer()));
        later.removeAll(arrived);
    }

    private static int number(String id) {
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException noId) {
            return -1;
        }
    }
}
