"""Runs against a real hub, named by CUSTOMER_HUB_URL, CUSTOMER_HUB_USER and CUSTOMER_HUB_PASSWORD."""

import unittest
import uuid

from customer_hub import CustomerHubError, CustomerHubService


class CustomerHubServiceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.hub = CustomerHubService()

    def test_an_added_contact_is_read_by_its_id_and_by_its_wechat_id(self) -> None:
        wx_id = f"wxid_{uuid.uuid4().hex}"
        added = self.hub.add_contact(wx_id, remark="李四公司", confidence=70)

        self.assertEqual(self.hub.repo.get_contact_by_id(added.id), added)
        self.assertEqual(self.hub.repo.get_contact_by_wx_id(wx_id), added)
        self.assertEqual((added.remark, added.confidence, added.k_code), ("李四公司", 70, None))

    def test_filing_gives_one_k_code(self) -> None:
        added = self.hub.add_contact(f"wxid_{uuid.uuid4().hex}")

        filed = self.hub.file_contact(added.id)

        self.assertRegex(filed.k_code or "", r"^K[0-9]+$")
        self.assertEqual(self.hub.file_contact(added.id).k_code, filed.k_code)
        self.assertIn(filed.id, [contact.id for contact in self.hub.repo.iter_contacts(filed="true")])

    def test_an_unknown_id_is_none(self) -> None:
        self.assertIsNone(self.hub.repo.get_contact_by_id("999999"))

    def test_an_id_that_is_no_number_is_rejected_with_the_hubs_reason(self) -> None:
        with self.assertRaises(CustomerHubError) as rejected:
            self.hub.repo.get_contact_by_id("abc")
        self.assertEqual(rejected.exception.code, "invalid_field")

    def test_a_wrong_password_is_rejected(self) -> None:
        with self.assertRaises(CustomerHubError) as rejected:
            CustomerHubService(user="nobody", password="wrong-password")
        self.assertEqual(rejected.exception.status, 401)


if __name__ == "__main__":
    unittest.main()
