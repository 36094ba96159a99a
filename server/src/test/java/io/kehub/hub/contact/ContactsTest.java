package io.kehub.hub.contact;

import static io.kehub.hub.contact.HubParts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.kernel.ContactId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

class ContactsTest {

    private static final ContactId NOBODY = new ContactId(Long.MAX_VALUE);
    private static HubParts hub;
    private static Contacts contacts;

    @BeforeAll
    static void start() {
        hub = new HubParts();
        contacts = hub.part(Contacts.class);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void empty() {
        hub.forgetEverything();
    }

    @Test
    void aContactIsReadAsItWasStored() {
        var made = contacts.create(new NewContact(
                " Zhang_San ", "张三\n重庆", "三儿 🙂", ContactType.CUSTOMER, ContactSource.MANUAL, 85, " 李销售 "));

        assertThat(contacts.find(made.id())).contains(made);
        assertThat(made)
                .isEqualTo(new Contact(
                        made.id(),
                        "Zhang_San",
                        "张三\n重庆",
                        "三儿 🙂",
                        ContactType.CUSTOMER,
                        ContactSource.MANUAL,
                        85,
                        "李销售",
                        Contact.Filing.NONE,
                        new Contact.Revision(hub.clock().instant(), hub.clock().instant(), 1)));
    }

    @Test
    void anUnknownIdFindsNoContact() {
        assertThat(contacts.find(NOBODY)).isEmpty();
    }

    @Test
    void theSameWxIdIsRefusedAndNothingIsSaved() {
        contacts.create(contact("zhangsan"));

        assertThat(refusal(() -> contacts.create(contact("ｚhangsan "))))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class,
                        taken -> assertThat(taken.errors())
                                .extracting(FieldError::field)
                                .containsExactly("wxId"));
        assertThat(everyone()).hasSize(1);
    }

    @Test
    void onlySystemGeneratedIdsAreCaseSensitive() {
        contacts.create(contact("woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA"));
        contacts.create(contact("woAJ2GCAAAXtWyujaWJHDDGi0mACaaaa"));
        contacts.create(contact("oPt2kuA8dLnVqZ1y0XcR7sTbWmEf"));
        contacts.create(contact("oPt2kuA8dLnVqZ1y0XcR7sTbWmEF"));

        assertThat(everyone()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WXID_A1", "wxid_a1", "ｗｘｉｄ＿ａ１", "\u200Bwxid_A1\u202C"})
    void aWeChatIdIsTheSameInAnySpellingAndShownAsFirstStored(String spelling) {
        var first = contacts.create(contact("Wxid_a1"));

        assertThat(refusal(() -> contacts.create(contact(spelling))).errors())
                .extracting(FieldError::field)
                .containsExactly("wxId");
        assertThat(contacts.list(new ContactFilter(null, null, spelling, null, null), null, 10))
                .containsExactly(first);
        assertThat(first.wxId()).isEqualTo("Wxid_a1");
    }

    @Test
    void everyErrorIsNamedAtOnce() {
        var refused = refusal(() -> contacts.create(new NewContact(
                "", "长".repeat(201), "a\0b", ContactType.UNKNOWN, ContactSource.WECHAT, 101, "长".repeat(51))));

        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactly("wxId", "remark", "nickname", "confidence", "owner");
        assertThat(everyone()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zhang san",
                "zhang\tsan",
                "zhang\nsan",
                "zhang\u3000san",
                "zhang\u200Bsan",
                "zhang\0san",
                "\uD800"
            })
    void aWxIdWithBlanksOrInvisibleCharactersIsRejected(String wxId) {
        assertThat(refusal(() -> contacts.create(contact(wxId))).errors())
                .extracting(FieldError::field)
                .containsExactly("wxId");
    }

    @Test
    void textsOfMaximumLengthAreAccepted() {
        var made = contacts.create(new NewContact(
                "𠮷".repeat(64),
                "𠮷".repeat(200),
                "𠮷".repeat(200),
                ContactType.LEAD,
                ContactSource.WECHAT,
                100,
                "𠮷".repeat(50)));

        assertThat(contacts.find(made.id())).contains(made);
    }

    @Test
    void aChangeKeepsFieldsThatItDoesNotContain() {
        var made = contacts.create(
                new NewContact("zhangsan", "张三", "三儿", ContactType.LEAD, ContactSource.WECHAT, 60, "李销售"));
        hub.clock().add(Duration.ofMinutes(5));

        var changed = contacts.change(made.id(), new ContactChange(" 张三公司 ", null, ContactType.CUSTOMER, null, ""));

        assertThat(changed)
                .isEqualTo(new Contact(
                        made.id(),
                        "zhangsan",
                        "张三公司",
                        "三儿",
                        ContactType.CUSTOMER,
                        ContactSource.WECHAT,
                        60,
                        "",
                        Contact.Filing.NONE,
                        new Contact.Revision(
                                made.revision().createdAt(), hub.clock().instant(), 2)));
        assertThat(contacts.find(made.id())).contains(changed);
    }

    @Test
    void anInvalidChangeChangesNothing() {
        var made = contacts.create(contact("zhangsan"));

        assertThat(refusal(() -> contacts.change(made.id(), new ContactChange("张三", "长".repeat(201), null, -1, null)))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("nickname", "confidence");
        assertThat(contacts.find(made.id())).contains(made);
    }

    @Test
    void anUnknownContactCannotBeChanged() {
        assertThat(refusal(() -> contacts.change(NOBODY, new ContactChange("x", null, null, null, null))))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aLinkToTheErpIsKeptAndSayingItAgainChangesNothing() {
        var made = contacts.create(contact("zhangsan"));
        contacts.linkErp(made.id(), "12345");
        var linked = contacts.find(made.id());
        hub.clock().add(Duration.ofMinutes(1));

        contacts.linkErp(made.id(), "12345");

        assertThat(contacts.find(made.id())).isEqualTo(linked);
        assertThat(linked.orElseThrow().erpId()).isEqualTo("12345");
    }

    @Test
    void anotherLinkToTheErpIsRefusedAndTheFirstStays() {
        var made = contacts.create(contact("zhangsan"));
        contacts.linkErp(made.id(), "12345");

        assertThatThrownBy(() -> contacts.linkErp(made.id(), "67890")).isInstanceOf(ErpLinkConflictException.class);
        assertThat(contacts.find(made.id()).orElseThrow().erpId()).isEqualTo("12345");
    }

    @Test
    void anUnknownContactCannotBeLinked() {
        assertThat(refusal(() -> contacts.linkErp(NOBODY, "1"))).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aListContinuesBelowTheLastId() {
        for (var number = 1; number <= 5; number++) {
            contacts.create(contact("wx" + number));
        }
        var seen = new ArrayList<String>();
        var page = contacts.list(ContactFilter.all(), null, 2);
        while (!page.isEmpty()) {
            page.forEach(contact -> seen.add(contact.wxId()));
            page = contacts.list(ContactFilter.all(), page.getLast().id(), 2);
        }

        assertThat(seen).containsExactly("wx5", "wx4", "wx3", "wx2", "wx1");
    }

    @Test
    void everyFilterFindsExactlyItsMatches() {
        var filed = contacts.create(new NewContact("a", "", "", ContactType.LEAD, ContactSource.WECHAT, null, "Ｌi"));
        var linked = contacts.create(contact("b"));
        var fresh = contacts.create(contact("c"));
        contacts.recordFiling(filed.id(), "K1", hub.clock().instant());
        contacts.recordFiling(linked.id(), "K2", hub.clock().instant());
        contacts.linkErp(linked.id(), "9");

        assertThat(found(new ContactFilter(true, null, null, null, null))).containsExactly(linked.id(), filed.id());
        assertThat(found(new ContactFilter(false, null, null, null, null))).containsExactly(fresh.id());
        assertThat(found(new ContactFilter(null, true, null, null, null))).containsExactly(linked.id());
        assertThat(found(new ContactFilter(true, false, null, null, null))).containsExactly(filed.id());
        assertThat(found(new ContactFilter(null, null, "ｂ", null, null))).containsExactly(linked.id());
        assertThat(found(new ContactFilter(null, null, null, "k1", null))).containsExactly(filed.id());
        assertThat(found(new ContactFilter(null, null, null, null, "lI"))).containsExactly(filed.id());
        assertThat(found(new ContactFilter(null, null, "' or 1=1 --", null, null)))
                .isEmpty();
    }

    @Test
    void twoContactsNeverShareAKCode() {
        var one = contacts.create(contact("a"));
        var other = contacts.create(contact("b"));
        contacts.recordFiling(one.id(), "K1", hub.clock().instant());

        assertThatThrownBy(() ->
                        contacts.recordFiling(other.id(), "k1", hub.clock().instant()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private static List<Contact> everyone() {
        return contacts.list(ContactFilter.all(), null, Contacts.MAX_LIST_SIZE);
    }

    private static List<ContactId> found(ContactFilter filter) {
        return contacts.list(filter, null, 10).stream().map(Contact::id).toList();
    }

    private static Problem refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }
}
