"""The site in a browser: browse.py URL SCREENSHOTS [KEY]; URL is of its first page, from a file or a server.

Every page loads without a word on the console and without a request to anywhere else; search and filters work; axe-core
finds no serious fault, in light and dark; pictures are taken for review.
"""

import os
import shutil
import sys
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

url, folder = sys.argv[1], sys.argv[2]
key = sys.argv[3] if len(sys.argv) > 3 else None
root = url.rsplit("/", 1)[0] + "/"
faults, requests, pages = [], [], set()


def fault(text):
    faults.append(text)
    print(f"  fault: {text}")


def watch(page):
    page.on("console", lambda message: fault(f"{page.url}: console: {message.text}"))
    page.on("pageerror", lambda error: fault(f"{page.url}: error: {error}"))
    # What a page still loads when the browser leaves it is given up, which is nobody's fault.
    page.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED"
            or fault(f"{page.url}: not loaded: {request.url}"))
    page.on("request", lambda request: seen(request.url))
    page.on("response", lambda response: response.status < 400 or fault(f"{response.status}: {response.url}"))


def seen(address):
    requests.append(address)
    if not address.startswith(root):
        fault(f"a request leaves the site: {address}")


def context(browser, scheme="light", width=1280, script=True):
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}, "java_script_enabled": script,
               "device_scale_factor": 1, "reduced_motion": "reduce"}
    if key:
        options["http_credentials"] = {"username": "somebody", "password": key}
    return browser.new_context(**options)


def inside(page):
    """Addresses of the site that a page links to, without what is after '#'."""
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return {link.split("#")[0] for link in links if link.startswith(root) and link.split("#")[0].endswith(".html")}


def crawl(browser, limit=60):
    """Visits pages from the first one on; each has a heading, and fits into a phone's width."""
    page = context(browser).new_page()
    watch(page)
    phone = context(browser, width=375).new_page()
    watch(phone)
    waiting = [url]
    while waiting and len(pages) < limit:
        address = waiting.pop(0)
        if address in pages:
            continue
        pages.add(address)
        page.goto(address)
        if page.locator("h1").count() != 1:
            fault(f"{address}: not one heading")
        waiting += sorted(inside(page) - pages)
        phone.goto(address)
        wide = phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            fault(f"{address}: {wide} px too wide for a phone")
    return page


def search(page):
    """Finds a flag by typing, and goes there by keyboard alone."""
    page.goto(url)
    first = page.locator("table.flags tbody th a").first.inner_text()
    page.keyboard.press("/")
    page.keyboard.type(first[:5])
    page.wait_for_selector("#found [role=option][data-path]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/flags/*.html")
    return first


def filter(page):
    """Filters the audit by words, by nothing again, and by addresses: of a commit, of a flag, of an author."""
    page.goto(root + "audit.html")
    before = page.locator("#unfiltered > ol > li").count()
    page.fill("#filter-text", "incident")
    expect(page.locator("#filter-count")).to_contain_text("commit")
    shown = page.locator("#filtered > ol > li")
    if shown.count() == 0 or shown.count() >= before:
        fault(f"the filter shows {shown.count()} of {before}")
    for number in range(shown.count()):
        if "incident" not in shown.nth(number).inner_text().lower():
            fault("the filter shows what does not fit")
        if shown.nth(number).locator(".meta time").count() != 1 or not shown.nth(number).locator(".fields a").count():
            fault("a commit that the filter shows is poorer than in the list")
    every = shown.count()
    page.fill("#filter-text", "  4711 INC\u00cfDENT ")
    expect(page.locator("#filter-count")).to_contain_text("commit")
    if not 0 < shown.count() <= every:
        fault("words are not found in another order, or with another accent")
    page.click("#filters button[type=reset]")
    expect(page.locator("#unfiltered")).to_be_visible()
    commit = page.locator("#unfiltered > ol > li").last.get_attribute("id")
    for address in [f"#text={commit[2:10]}", f"#{commit[:10]}"]:
        page.goto("about:blank")
        page.goto(root + "audit.html" + address)
        expect(page.locator("#filter-count")).to_have_text("1 commit")
    name = os.environ.get("FLAG", "no-flag")
    for wanted in [name, name[:-1]]:
        page.goto("about:blank")
        page.goto(f"{root}audit.html#flag=={wanted}")
        expect(page.locator("#filter-count")).to_contain_text("commit")
        if (page.locator("#filter-count").inner_text() == "0 commits") != (wanted != name):
            fault(f"the filter by exactly '{wanted}' shows {page.locator('#filter-count').inner_text()}")
    page.goto("about:blank")
    page.goto(root + "audit.html#author=nobody-of-this-name")
    expect(page.locator("#filter-count")).to_contain_text("0 commits")
    return before


def without_script(browser):
    """The same without a script: everything but search and filters is there."""
    page = context(browser, script=False).new_page()
    page.goto(url)
    rows = page.locator("table.flags tbody tr").count()
    hidden = page.locator(".search").is_hidden()
    page.goto(root + "audit.html")
    entries = page.locator("#unfiltered > ol > li").count()
    if not (rows and entries and hidden):
        fault(f"without a script: {rows} flags, {entries} entries")


def check(browser, addresses):
    """Serious faults that axe-core finds."""
    count = 0
    for scheme in ["light", "dark"]:
        page = context(browser, scheme).new_page()
        for address in addresses:
            page.goto(address)
            result = Axe().run(page).response
            count += len(result["passes"])
            for found in result["violations"]:
                line = f"{scheme} {address}: {found['impact']}: {found['id']}: {found['nodes'][0]['html'][:160]}"
                if found["impact"] in ("serious", "critical"):
                    fault(line)
                else:
                    print(f"  note: {line}")
    return count


def picture(browser, views):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for name, address, scheme, width, height in views:
        page = context(browser, scheme, width).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        page.clock.set_fixed_time(page.locator("footer time").get_attribute("datetime"))
        page.reload()
        page.wait_for_timeout(150)
        page.screenshot(path=os.path.join(folder, name + ".png"))


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", shutil.which("chromium")),
                                         args=["--no-sandbox"] if os.geteuid() == 0 else [])
    page = crawl(browser)
    found = search(page)
    entries = filter(page)
    without_script(browser)
    flag = root + f"flags/{os.environ.get('FLAG', found)}.html"
    runs = sorted(address for address in pages if "/rollouts/" in address)
    run = next((address for address in runs if os.environ.get("PLAN", "") in address), url)
    views = [url, flag, run, root + "matrix.html", root + "audit.html", root + "flags.html", root + "rollouts.html",
             root + "feedback.html"]
    checks = check(browser, views)
    picture(browser, [
        ("dashboard-light", url, "light", 1280, 900), ("dashboard-dark", url, "dark", 1280, 900),
        ("dashboard-phone", url, "light", 390, 844), ("flag", flag, "light", 1280, 1100),
        ("flag-dark", flag, "dark", 1280, 1100), ("rollout", run, "light", 1280, 1100),
        ("rollout-phone", run, "dark", 390, 844), ("matrix", root + "matrix.html", "light", 1280, 900),
        ("audit", root + "audit.html", "light", 1280, 900), ("audit-filtered", root + "audit.html#text=incident", "dark", 1280, 700),
    ])
    browser.close()

kind = "files" if urlsplit(url).scheme == "file" else "a server"
print(f"{len(pages)} pages of {kind}, {len(requests)} requests, none elsewhere; {entries} entries filtered; "
      f"axe: {checks} rules passed on {len(views)} pages, light and dark; {len(faults)} faults")
sys.exit(1 if faults else 0)
