package io.kehub.sync.mapping;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The available mapping profiles. A profile must stay available while deliveries refer to it. */
public final class MappingProfiles {

    private final Map<String, MappingProfile> byName = new TreeMap<>();
    private final MappingProfile current;

    /**
     * @param current name of the profile for new deliveries
     * @throws IllegalArgumentException if it is none of the profiles, or two have the same name
     */
    public MappingProfiles(Collection<MappingProfile> profiles, String current) {
        for (var profile : profiles) {
            if (byName.put(profile.name(), profile) != null) {
                throw new IllegalArgumentException("有两个名为 " + profile.name() + " 的映射方案");
            }
        }
        var chosen = byName.get(current);
        if (chosen == null) {
            throw new IllegalArgumentException("没有名为 " + current + " 的映射方案，可用：" + String.join("、", byName.keySet()));
        }
        this.current = chosen;
    }

    /** The profile for new deliveries. */
    public MappingProfile current() {
        return current;
    }

    /** @throws UnmappableException if there is no profile with this name */
    public MappingProfile named(String name) {
        var profile = byName.get(name);
        if (profile == null) {
            throw new UnmappableException(
                    "没有名为 " + name + " 的映射方案，可用：" + String.join("、", byName.keySet()) + "；请恢复该方案后重试");
        }
        return profile;
    }
}
