"""The demo's content: a made-up national programme, two regions, their stories, cards and sessions."""
