"""Addresses on the web.

client.py     the one place that talks to the network: politely, within limits, and not to private addresses
addresses.py  which addresses a name may lead to
robots.py     what a server asks robots to leave alone
reading.py    a URL to the page or the feed at it
"""
