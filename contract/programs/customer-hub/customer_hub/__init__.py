"""Reads the WeChat contacts of KeHub's hub (客户中台) over its REST API."""

from customer_hub.contact import Contact
from customer_hub.service import ContactRepository, CustomerHubError, CustomerHubService

__all__ = ["Contact", "ContactRepository", "CustomerHubError", "CustomerHubService"]
