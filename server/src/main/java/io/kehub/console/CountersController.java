package io.kehub.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What KeHub itself counts since it was started, such as fields that callers sent and nobody read. */
@RestController
@RequestMapping("/api/admin/counters")
class CountersController {

    private static final String OURS = "kehub.";

    private final MeterRegistry meters;

    CountersController(MeterRegistry meters) {
        this.meters = meters;
    }

    @GetMapping
    ResponseEntity<Envelope> list() {
        return Envelope.ok(new CounterList(meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(OURS))
                .filter(Counter.class::isInstance)
                .map(meter -> counted(meter, ((Counter) meter).count()))
                .sorted(Comparator.comparing(Counted::name)
                        .thenComparing(counted -> counted.tags().toString()))
                .toList()));
    }

    private static Counted counted(Meter meter, double count) {
        var tags = new TreeMap<String, String>();
        for (Tag tag : meter.getId().getTags()) {
            tags.put(tag.getKey(), tag.getValue());
        }
        return new Counted(meter.getId().getName(), tags, (long) count);
    }

    private record CounterList(List<Counted> list) {}

    private record Counted(String name, Map<String, String> tags, long count) {}
}
