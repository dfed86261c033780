"""Photographs of a scene in headless Chromium, as simcord's preview shows it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

from PIL import Image
from playwright.async_api import async_playwright

from tests.pictures.recorded import PICTURES, THEMES
from tests.pictures.scene import ZONE, Scene

_HERE = Path(__file__).parent
_BROWSER = "/usr/bin/chromium"
_SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_SHARPNESS = 2
"""Pixels of the picture to a pixel of the page."""


async def photographs(scene: Scene) -> AsyncIterator[tuple[str, str, Image.Image]]:
    """Each picture in each theme."""
    frame = (_HERE / "frame.js").read_text(encoding="utf-8")
    preview = scene.env.preview(
        scene.channel, viewers=[scene.reader], layout="channel", timezone=ZONE
    )
    async with preview, async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=_BROWSER, args=[*_SWITCHES])
        page = await browser.new_page(
            bypass_csp=True,
            device_scale_factor=_SHARPNESS,
            viewport={"width": 1240, "height": 900},
        )
        await page.goto(preview.url)
        await page.wait_for_selector("#channel-message-list img")
        await page.wait_for_selector("#channel-message-list button[aria-disabled=false]")
        await page.wait_for_load_state("networkidle")
        await page.add_style_tag(path=_HERE / "picture.css")
        for name, windows in PICTURES.items():
            ids = [
                [str(each.id) for part in parts for each in scene.shown[part]] for parts in windows
            ]
            for theme in THEMES:
                await page.evaluate(frame, [ids, theme])
                shot = await page.locator(".picture").screenshot(omit_background=True)
                yield name, theme, Image.open(io.BytesIO(shot))
        await browser.close()
