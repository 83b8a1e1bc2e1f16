"""Pure functions that give meaning to strings: text, dates, addresses, languages, sources. No page, no Scrapy."""
