package io.kehub.hub.contact;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.kernel.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code hub_contact}. */
final class ContactsJdbc {

    private static final String COLUMNS = """
            id, wx_id, remark, nickname, type, source, confidence, owner, k_code, filed_at, erp_id, created_at, updated_at,
            version
            """;

    private static final String INTO = """
            insert into hub_contact (wx_id, remark, nickname, type, source, confidence, owner, created_at, updated_at)
            """;

    private static final String INSERT = INTO + """
            values (:wxId, :remark, :nickname, :type, :source, :confidence, :owner, :now, :now)
            on conflict do nothing
            returning
            """ + COLUMNS;

    private static final String INSERT_ALL = INTO + """
            select wx_id, remark, nickname, type, source, confidence, owner, :now, :now
            from unnest(:wxIds::text[], :remarks::text[], :nicknames::text[], :types::text[], :sources::text[],
                        :confidences::smallint[], :owners::text[])
                with ordinality as given (wx_id, remark, nickname, type, source, confidence, owner, position)
            order by position
            on conflict do nothing
            returning wx_id
            """;

    /** Concurrent imports of the same ids in different orders would deadlock. */
    private static final String ONE_IMPORT_AT_A_TIME = """
            select pg_advisory_xact_lock(hashtextextended('hub_contact import', 0))
            """;

    private static final String FIND = "select " + COLUMNS + " from hub_contact where id = :id";

    private static final String IN_SCOPE = """
             and (cast(:owners as text[]) is null or owner = '' or lower(normalize(owner, NFKC)) in
                   (select lower(normalize(name, NFKC)) from unnest(cast(:owners as text[])) as given (name)))
            """;

    private static final String HIDDEN = """
            select id from hub_contact
            where id = any (:ids) and owner <> '' and lower(normalize(owner, NFKC)) not in
                (select lower(normalize(name, NFKC)) from unnest(cast(:owners as text[])) as given (name))
            """;

    private static final Sql SHOWN = Sql.of(COLUMNS);

    /** One walk through the index for each owner, and one for contacts without an owner. */
    private static final SqlTemplate OF_OWNERS = SqlTemplate.of("""
            select {columns}
            from hub_contact
            where id in (
              select seen.id
              from (select distinct lower(normalize(name, NFKC)) as name
                    from unnest(cast(:owners as text[]) || array['']) as given (name)) as seen_owner
              cross join lateral (
                select id
                from hub_contact
                where {conditions} and lower(normalize(owner, NFKC)) = seen_owner.name
                order by id desc limit :limit) as seen
              order by seen.id desc limit :limit)
            order by id desc""");

    private static final Sql LIST = SqlTemplate.of("select {columns} from hub_contact")
            .with("columns", SHOWN)
            .sql();

    private static final Sql FILED = Sql.of("k_code is not null");
    private static final Sql NOT_FILED = Sql.of("k_code is null");
    private static final Sql IN_ERP = Sql.of("erp_id is not null");
    private static final Sql NOT_IN_ERP = Sql.of("erp_id is null");
    private static final Sql OF_WX_ID = Sql.of("wechat_key(wx_id) = wechat_key(:wxId::text)");
    private static final Sql OF_K_CODE = Sql.of("text_key(k_code) = text_key(:kCode::text)");
    private static final Sql OF_OWNER = Sql.of("text_key(owner) = text_key(:owner::text)");

    private static final String LOCK = FIND + " for update";

    private static final String UPDATE = """
            update hub_contact
            set remark = coalesce(:remark::text, remark),
                nickname = coalesce(:nickname::text, nickname),
                type = coalesce(:type::text, type),
                confidence = coalesce(:confidence::smallint, confidence),
                owner = coalesce(:owner::text, owner),
                updated_at = :now
            where id = :id
            """ + IN_SCOPE + " returning " + COLUMNS;

    private static final String LINK_ERP = """
            update hub_contact set erp_id = :erpId, updated_at = :now where id = :id and erp_id is null
            """;

    private static final String RECORD_FILING = """
            update hub_contact set k_code = :kCode, filed_at = :filedAt, updated_at = :filedAt
            where id = :id and k_code is null
            returning
            """ + COLUMNS;

    private final JdbcClient jdbc;

    ContactsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if another contact has the WeChat id. */
    Optional<Contact> insert(NewContact contact, Instant now) {
        return jdbc.sql(INSERT)
                .param("wxId", contact.wxId())
                .param("remark", contact.remark())
                .param("nickname", contact.nickname())
                .param("type", stored(contact.type()))
                .param("source", stored(contact.source()))
                .param("confidence", contact.confidence())
                .param("owner", contact.owner())
                .param("now", time(now))
                .query(ContactsJdbc::contact)
                .optional();
    }

    /** Inserts the contacts whose WeChat ids are new, in the given order, and returns these ids. */
    Set<String> insertAll(List<NewContact> contacts, Instant now) {
        jdbc.sql(ONE_IMPORT_AT_A_TIME).query().listOfRows();
        return new HashSet<>(jdbc.sql(INSERT_ALL)
                .param("wxIds", contacts.stream().map(NewContact::wxId).toArray(String[]::new))
                .param("remarks", contacts.stream().map(NewContact::remark).toArray(String[]::new))
                .param("nicknames", contacts.stream().map(NewContact::nickname).toArray(String[]::new))
                .param("types", contacts.stream().map(c -> stored(c.type())).toArray(String[]::new))
                .param("sources", contacts.stream().map(c -> stored(c.source())).toArray(String[]::new))
                .param(
                        "confidences",
                        contacts.stream().map(NewContact::confidence).toArray(Integer[]::new))
                .param("owners", contacts.stream().map(NewContact::owner).toArray(String[]::new))
                .param("now", time(now))
                .query(String.class)
                .list());
    }

    Optional<Contact> find(ContactId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query(ContactsJdbc::contact)
                .optional();
    }

    Optional<Contact> find(ContactId id, ContactScope scope) {
        return jdbc.sql(FIND + IN_SCOPE)
                .param("id", id.value())
                .param("owners", owners(scope))
                .query(ContactsJdbc::contact)
                .optional();
    }

    Set<ContactId> hidden(Collection<ContactId> ids, ContactScope scope) {
        return new HashSet<>(jdbc.sql(HIDDEN)
                .param("ids", ids.stream().map(ContactId::value).toArray(Long[]::new))
                .param("owners", owners(scope))
                .query((row, number) -> new ContactId(row.getLong("id")))
                .list());
    }

    private static String @Nullable [] owners(ContactScope scope) {
        var owners = scope.owners();
        return owners == null ? null : owners.toArray(String[]::new);
    }

    Optional<Contact> lock(ContactId id) {
        return jdbc.sql(LOCK)
                .param("id", id.value())
                .query(ContactsJdbc::contact)
                .optional();
    }

    List<Contact> list(ContactFilter filter, ContactScope scope, @Nullable ContactId before, int limit) {
        return listing(filter, scope, before, limit)
                .on(jdbc)
                .query(ContactsJdbc::contact)
                .list();
    }

    Optional<Contact> update(ContactId id, ContactChange change, ContactScope scope, Instant now) {
        var type = change.type();
        return jdbc.sql(UPDATE)
                .param("id", id.value())
                .param("remark", change.remark())
                .param("nickname", change.nickname())
                .param("type", type == null ? null : stored(type))
                .param("confidence", change.confidence())
                .param("owner", change.owner())
                .param("owners", owners(scope))
                .param("now", time(now))
                .query(ContactsJdbc::contact)
                .optional();
    }

    /** False if the contact is unknown or linked already. */
    boolean linkErp(ContactId id, String erpId, Instant now) {
        return jdbc.sql(LINK_ERP)
                        .param("id", id.value())
                        .param("erpId", erpId)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    /** Empty if the contact is unknown or filed already. */
    Optional<Contact> recordFiling(ContactId id, String kCode, Instant filedAt) {
        return jdbc.sql(RECORD_FILING)
                .param("id", id.value())
                .param("kCode", kCode)
                .param("filedAt", time(filedAt))
                .query(ContactsJdbc::contact)
                .optional();
    }

    /** The query for one page of a list: a keyset on the id, and a condition for each filter that is set. */
    static BoundSql listing(ContactFilter filter, ContactScope scope, @Nullable ContactId before, int limit) {
        var conditions = new Conditions();
        PageReader.before(conditions, before == null ? null : before.value(), limit);
        conditions.either(filter.filed(), FILED, NOT_FILED).either(filter.inErp(), IN_ERP, NOT_IN_ERP);
        var wxId = filter.wxId();
        conditions
                .add(OF_WX_ID, "wxId", wxId == null ? null : ContactRules.normalizedWxId(wxId))
                .add(OF_K_CODE, "kCode", filter.kCode())
                .add(OF_OWNER, "owner", filter.owner());
        var owners = owners(scope);
        if (owners == null) {
            return PageReader.keyset(LIST, conditions);
        }
        conditions.bind("owners", owners);
        return conditions.bound(OF_OWNERS
                .with("columns", SHOWN)
                .with("conditions", conditions.joined())
                .sql());
    }

    private static Contact contact(ResultSet row, int number) throws SQLException {
        return new Contact(
                new ContactId(row.getLong("id")),
                row.getString("wx_id"),
                row.getString("remark"),
                row.getString("nickname"),
                ContactType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                ContactSource.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                row.getObject("confidence", Integer.class),
                row.getString("owner"),
                new Contact.Filing(row.getString("k_code"), instant(row, "filed_at"), row.getString("erp_id")),
                new Contact.Revision(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        row.getLong("version")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String stored(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
