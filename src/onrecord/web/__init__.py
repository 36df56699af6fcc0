"""The reading room: pages and an API over one article or a store, served on this machine.

A request comes in, a page, JSON or CSV goes out. In the order of the way:

    serve       what is served, and where: a socket, a token, the server
    guard       who may ask: hosts, origins, the token; the headers that every answer has
    limits      what a request may cost: bytes, seconds, how many at once
    app         requests to views: parameters, the answer in a form, errors
    views       what a view and an action are; `pages/` has them, a module a subject
    desk        what a view works with: the store, the sources, readings
    readings    texts read in processes of their own, and kept for a while
    incoming    what was pasted, dropped or named by a URL, as an article
    marking     an article's text cut where the record says anything of it; `visible` shows the unseen
    article_page  what the page of an article shows: `voices` in order, `filtering`, `citing`
    correcting  what a reader says on a page, as a correction
    exports     a record as a file
    openapi     the API described, made from the views; `api` in words
    templates/, static/   the pages' frames, style and scripts; nothing is loaded from elsewhere

Pages are made on the server; each has its JSON at the same address with .json and its rows with .csv.
"""
