"""What has been received: every return with its values, append-only and chained by hash."""
